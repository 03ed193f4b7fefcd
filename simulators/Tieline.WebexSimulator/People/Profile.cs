namespace Tieline.WebexSimulator.People;

/// <summary>What an administrator may write about a person beyond name, number and licences.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/people/update-a-person</remarks>
internal sealed record Profile
{
    public string? DisplayName { get; init; }

    public string? NickName { get; init; }

    public string? Avatar { get; init; }

    public string? Department { get; init; }

    public string? Manager { get; init; }

    public string? ManagerId { get; init; }

    public string? Title { get; init; }

    public List<Address>? Addresses { get; init; }

    public List<string>? SiteUrls { get; init; }

    public bool LoginEnabled { get; init; } = true;
}

internal sealed record Address(string? Type, string? Country, string? Locality, string? Region, string? StreetAddress, string? PostalCode);
