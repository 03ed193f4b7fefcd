namespace Tieline.Server.CallerMatching;

/// <summary>A record found by the dialer's search, with the numbers that can be dialed.</summary>
/// <param name="ObjectName">Contact, Lead, Account or User.</param>
/// <param name="Detail">Title, company or city: what tells two of one name apart.</param>
public sealed record FoundRecord(string RecordId, string ObjectName, string Name, string? Detail, string? AccountId, string? AccountName, IReadOnlyList<FoundPhone> Phones);

/// <param name="OwnerId">The record that holds the number; for an account or a case this may be one of its contacts.</param>
/// <param name="Field">The Salesforce field, for example <c>MobilePhone</c>.</param>
/// <param name="Shown">As people write it in the asker's country.</param>
/// <param name="Dial">What is dialed: E.164 where the number could be read, else the digits as stored.</param>
public sealed record FoundPhone(string OwnerId, string OwnerObject, string OwnerName, string Field, string Shown, string Dial, string? Extension);
