namespace Tieline.Webex;

/// <summary>A person, bot or app in Webex. What others may see of someone depends on rights: anything may be missing.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/people">People</a>.</remarks>
public sealed record Person
{
    /// <summary>The id; opaque.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>E-mail addresses; in practice one.</summary>
    public IReadOnlyList<string> Emails { get => field ?? []; init; } = [];

    /// <summary>Phone numbers, as far as they may be seen.</summary>
    public IReadOnlyList<PersonPhoneNumber> PhoneNumbers { get => field ?? []; init; } = [];

    /// <summary>The extension; only with calling data.</summary>
    public string? Extension { get; init; }

    /// <summary>The calling location; only with calling data. Absent for someone without Webex Calling.</summary>
    public string? LocationId { get; init; }

    /// <summary>The full name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What friends say.</summary>
    public string? NickName { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Address of a picture.</summary>
    public string? Avatar { get; init; }

    /// <summary>The organization's id.</summary>
    public string? OrgId { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Job title.</summary>
    public string? Title { get; init; }

    /// <summary>Ids of roles; admins only.</summary>
    public IReadOnlyList<string> Roles { get => field ?? []; init; } = [];

    /// <summary>Ids of licences; admins only.</summary>
    public IReadOnlyList<string> Licenses { get => field ?? []; init; } = [];

    /// <summary>Postal addresses.</summary>
    public IReadOnlyList<PersonAddress> Addresses { get => field ?? []; init; } = [];

    /// <summary>IANA name of the time zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>Presence: active, call, DoNotDisturb, inactive, meeting, OutOfOffice, pending, presenting, unknown.</summary>
    public string? Status { get; init; }

    /// <summary>person, bot or appuser.</summary>
    public string? Type { get; init; }

    /// <summary>When the person was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the person last did something.</summary>
    public DateTimeOffset? LastActivity { get; init; }
}

/// <summary>A phone number of a person.</summary>
/// <param name="Type">work, work_extension, mobile or fax.</param>
/// <param name="Value">The number.</param>
/// <param name="Primary">Whether it is the main one.</param>
public sealed record PersonPhoneNumber(string? Type, string? Value, bool Primary);

/// <summary>A postal address of a person.</summary>
/// <param name="Country">Two letters or a name, as the admin wrote it.</param>
/// <param name="Region">State or province.</param>
/// <param name="Locality">Town.</param>
public sealed record PersonAddress(string? Country, string? Region, string? Locality);
