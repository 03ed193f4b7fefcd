using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.People;

internal sealed record PhoneNumberView(string Type, string Value, bool Primary);

internal sealed record SipAddressView(string Type, string Value, bool Primary);

/// <summary>A person as /v1/people tells it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/people</remarks>
internal sealed record PersonView
{
    public required string Id { get; init; }

    public required string[] Emails { get; init; }

    public PhoneNumberView[]? PhoneNumbers { get; init; }

    public string? Extension { get; init; }

    public string? LocationId { get; init; }

    public required string DisplayName { get; init; }

    public string? NickName { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string OrgId { get; init; }

    public SipAddressView[]? SipAddresses { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required string Timezone { get; init; }

    public string? Status { get; init; }

    public bool InvitePending { get; init; }

    public bool LoginEnabled { get; init; } = true;

    public required string Type { get; init; }

    /// <summary>callingData adds the extension, the location and the calling address; status is presence.</summary>
    public static PersonView Of(Person person, WebexCloud cloud, bool callingData, string? status) => new()
    {
        Id = person.Id,
        Emails = [person.Email],
        PhoneNumbers = person.Number is null ? null : [.. Numbers(person, callingData)],
        Extension = callingData ? person.Extension : null,
        LocationId = callingData && person.HasCalling ? HydraId.Of("LOCATION", HydraId.Drawn(cloud.Options.Seed, person.Location).ToString("D")) : null,
        DisplayName = person.DisplayName,
        NickName = person.IsBot ? person.DisplayName : person.FirstName,
        FirstName = person.FirstName,
        LastName = person.LastName,
        OrgId = cloud.Directory.OrganizationId,
        SipAddresses = callingData && person.Number is not null ? [new("cloud-calling", person.Email.Replace("@", "@calls."), true)] : null,
        Created = person.Created,
        LastModified = person.Created,
        Timezone = person.TimeZone,
        Status = person.IsBot ? null : status,
        Type = person.IsBot ? "bot" : "person",
    };

    private static IEnumerable<PhoneNumberView> Numbers(Person person, bool callingData)
    {
        yield return new("work", person.Number!, true);
        if (callingData && person.Extension is not null)
        {
            yield return new("work_extension", person.Extension, false);
        }
    }
}
