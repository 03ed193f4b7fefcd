using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>What POST /control/calls asks for.</summary>
internal sealed record SceneRequest
{
    /// <summary>A number outside, an agent's e-mail, number or extension, or null for a caller who withholds it.</summary>
    public string? From { get; init; }

    /// <summary>An agent's e-mail or number, the hunt group's number, or a number outside when an agent calls.</summary>
    public required string To { get; init; }

    public required string Scenario { get; init; }

    public double RingSeconds { get; init; } = 2;

    public double TalkSeconds { get; init; } = 5;

    /// <summary>The caller's name as the network tells it.</summary>
    public string? Name { get; init; }

    /// <summary>The colleague or number that the call goes on to, where the scenario has one.</summary>
    public string? TransferTo { get; init; }

    /// <summary>Whether the agent answers on the desk phone ("device") or the app ("app"); null: the primary endpoint.</summary>
    public string? By { get; init; }

    public static SceneRequest Read(JsonBody body)
    {
        body.Only("from", "to", "scenario", "ringSeconds", "talkSeconds", "name", "transferTo", "by");
        var request = new SceneRequest
        {
            From = body.OptionalText("from"),
            To = body.Text("to"),
            Scenario = body.OptionalText("scenario") ?? "answered",
            RingSeconds = body.OptionalNumber("ringSeconds") ?? 2,
            TalkSeconds = body.OptionalNumber("talkSeconds") ?? 5,
            Name = body.OptionalText("name"),
            TransferTo = body.OptionalText("transferTo"),
            By = body.OptionalText("by"),
        };
        if (request.RingSeconds is < 0 or > 86400 || request.TalkSeconds is < 0 or > 86400)
        {
            throw WebexFailure.BadRequest("ringSeconds and talkSeconds must lie between 0 and 86400.");
        }

        return request.By is null or "device" or "app" ? request : throw WebexFailure.BadRequest("by must be device or app.");
    }
}
