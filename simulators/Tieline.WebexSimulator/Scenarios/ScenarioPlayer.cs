using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>Starts scenarios and lets their steps happen on the simulator's clock.</summary>
internal sealed partial class ScenarioPlayer(WebexCloud cloud, ILogger<ScenarioPlayer> logger)
{
    public CallSession Start(SceneRequest request)
    {
        var script = Scripts.Find(request.Scenario)
            ?? throw WebexFailure.BadRequest($"scenario \"{request.Scenario}\" is not known. Known are: {string.Join(", ", Scripts.Names)}.");
        var destination = Destination.Read(request.To, cloud.Directory);
        var person = request.From is { } from ? cloud.Directory.FindByAnything(from) : null;
        SceneCheck.Refuse(request, destination, person, cloud.Directory);
        var party = person is null ? CallerParty(request) : null;
        var session = cloud.Switchboard.Open(request.Scenario);
        var caller = person is null
            ? cloud.Switchboard.AddOutside(session, party!, EndState.Connecting)
            : (End)cloud.Switchboard.AddOriginator(session, person, person.PrimaryEndpoint, destination.SeenBy(person));
        Step(caller, script(new Scene(cloud, request, session, caller, destination)).GetEnumerator());
        return session;
    }

    /// <summary>The steps of a script that are due now; those after its next pause follow when it is over.</summary>
    /// <remarks>People act on the same call meanwhile; a step that they have made impossible ends the scenario.</remarks>
    private void Step(End caller, IEnumerator<double> steps)
    {
        try
        {
            if (steps.MoveNext())
            {
                cloud.After(TimeSpan.FromSeconds(steps.Current), () => Step(caller, steps));
            }
        }
        catch (WebexFailure impossible)
        {
            Log.CannotGoOn(logger, caller.Session.Scenario, impossible.Message);
            cloud.Switchboard.HangUp(caller);
        }
    }

    private static Party CallerParty(SceneRequest request) => request switch
    {
        { Scenario: "withheld" } or { From: null } => Party.Withheld,
        { Scenario: "extensionOnly" } => new Party { Name = request.Name, Number = Extension(request.From), CallType = Party.SameLocation },
        _ => new Party { Name = request.Name, Number = Number(request.From), CallType = Party.External },
    };

    public static bool IsNumber(string text) => text.All(letter => char.IsAsciiDigit(letter) || letter == '+') && text.Length is > 1 and <= 16;

    private static string Number(string text) => IsNumber(text)
        ? text
        : throw WebexFailure.BadRequest("from must be a number such as +12025550143, or an agent's e-mail, number or extension.");

    /// <summary>A phone of the own switchboard that belongs to no person shows only its extension.</summary>
    private static string Extension(string text) => Number(text) is { Length: > 6 } number ? number[^4..] : text;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The scenario {Scenario} cannot go on: {Reason}")]
        public static partial void CannotGoOn(ILogger logger, string? scenario, string reason);
    }
}
