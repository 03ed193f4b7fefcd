using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>A party as the other side of a call sees it.</summary>
internal sealed record Party
{
    public const string External = "external";
    public const string SameLocation = "location";
    public const string Organization = "organization";
    public const string Emergency = "emergency";

    public string? Name { get; init; }

    public string? Number { get; init; }

    public string? PersonId { get; init; }

    public string? PlaceId { get; init; }

    public bool PrivacyEnabled { get; init; }

    public required string CallType { get; init; }

    public static Party Withheld { get; } = new() { PrivacyEnabled = true, CallType = External };

    public static Party Of(Person person, Person viewer) => new()
    {
        Name = person.DisplayName,
        Number = person.Extension ?? person.Number,
        PersonId = person.Id,
        CallType = Between(person.Location, viewer.Location),
    };

    public static Party Of(HuntGroup group, Person viewer) => new()
    {
        Name = group.Name,
        Number = group.Number,
        PlaceId = group.Id,
        CallType = Between(group.Location, viewer.Location),
    };

    private static string Between(string one, string other) => one == other ? SameLocation : Organization;
}

/// <summary>Why a ringing call came here, most recent first.</summary>
internal sealed record Redirection(string Reason, Party RedirectingParty);

/// <summary>A call that came back because nobody retrieved it from where it was parked.</summary>
internal sealed record Recall(string Type, Party Party);
