namespace Tieline.SalesforceSimulator.Store;

/// <summary>Who makes a transaction and by which door; change events tell both.</summary>
/// <param name="UserId">18 characters</param>
/// <param name="Origin">such as <c>com/salesforce/api/rest/66.0;client=Name</c></param>
public sealed record ChangeAuthor(string UserId, string Origin);
