using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Preferences;

/// <summary>The preferences of somebody who has set none; they depend on nothing but the person and who has the name already.</summary>
internal static class PreferenceDefaults
{
    public static SiteUser For(Person person, Func<string, bool> isTaken)
    {
        var (name, number) = (RoomName(person), RoomNumber(person));
        return new SiteUser
        {
            RoomId = isTaken(name) ? name + number[^4..] : name, RoomNumber = number, PersonalMeetingRoom = Parsed(Room(person)), Audio = Audio(),
            Video = new JsonObject { ["videoDevices"] = new JsonArray() }, SchedulingOptions = Parsed(Scheduling()),
        };
    }

    /// <summary>The end of the link of a room whose name nobody else has.</summary>
    public static string RoomName(Person person) => person.Email.Split('@')[0];

    /// <summary>A new link for somebody's room, as the site makes them.</summary>
    public static string NewRoomId(string roomId, string personId) => $"pr{HydraId.Drawn(0, $"{roomId} of {personId}").ToString("N")[..12]}";

    private static string RoomNumber(Person person) => $"{2_640_000_0000L + (Digits(person, "number") % 100_000_000)}";

    private static JsonObject Room(Person person) => new()
    {
        ["topic"] = $"{person.DisplayName}'s Personal Room", ["hostPin"] = $"{(Digits(person, "pin") % 9) + 1}0{Digits(person, "pin") % 8}9", ["enabledAutoLock"] = false, ["autoLockMinutes"] = 0,
        ["enabledNotifyHost"] = false, ["supportCoHost"] = false, ["supportAnyoneAsCoHost"] = false, ["allowFirstUserToBeCoHost"] = false,
        ["allowAuthenticatedDevices"] = true, ["coHosts"] = new JsonArray(),
    };

    private static JsonObject Audio() => new()
    {
        ["defaultAudioType"] = "webexAudio", ["otherTeleconferenceDescription"] = "", ["enabledGlobalCallIn"] = true, ["enabledTollFree"] = false,
        ["enabledAutoConnection"] = false, ["officeNumber"] = Phone(), ["mobileNumber"] = Phone(),
    };

    private static JsonObject Phone() => new() { ["countryCode"] = "1", ["number"] = "", ["enabledCallInAuthentication"] = false, ["enabledCallMe"] = false };

    private static JsonObject Scheduling() => new()
    {
        ["enabledJoinBeforeHost"] = false, ["joinBeforeHostMinutes"] = 0, ["enabledAutoShareRecording"] = false, ["enabledWebexAssistantByDefault"] = false,
        ["delegateEmails"] = new JsonArray(),
    };

    /// <summary>Numbers read as those of a request do.</summary>
    private static JsonObject Parsed(JsonObject made) => (JsonObject)JsonNode.Parse(made.ToJsonString())!;

    private static long Digits(Person person, string what) => HydraId.Drawn(0, $"{person.Id} {what}").ToByteArray().Aggregate(0L, (sum, part) => ((sum * 31) + part) % 1_000_000_007);
}
