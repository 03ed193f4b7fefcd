using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What POST /control/meetings/script asks for.</summary>
internal sealed record DayScript(int Seed, int Meetings, int Webinars, int Registrants, double Attending, int WalkIns)
{
    public static DayScript Read(JsonBody body)
    {
        body.Only("seed", "meetings", "webinars", "registrants", "attending", "walkIns");
        int Count(string name, int usual, int most) => (int)(body.Between(name, 0, most, $"0 and {most}") ?? usual);
        return new DayScript(body.OptionalCount("seed") ?? 1, Count("meetings", 4, 50), Count("webinars", 1, 10), Count("registrants", 300, 100_000),
            body.Between("attending", 0, 1, "0 and 1") ?? 0.45, Count("walkIns", 12, 10_000));
    }
}
