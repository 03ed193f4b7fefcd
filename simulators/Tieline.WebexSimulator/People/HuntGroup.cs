namespace Tieline.WebexSimulator.People;

/// <summary>A number that rings several people at once until one of them answers.</summary>
internal sealed record HuntGroup(string Id, string Name, string Number, string Extension, string Location, List<string> MemberIds);
