using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Doctor;

/// <summary>What a check found, in words.</summary>
internal static class CheckSentences
{
    private const int MostHoles = 4;

    public static string Title(this Texts say, string check) => say[$"Check.{check}"];

    public static string Sentence(this Texts say, CheckResult result) => say.Sentence(result.Name, result.Finding);

    public static string Sentence(this Texts say, string check, Finding finding) =>
        finding.Says switch
        {
            "Because" => finding.Args[1].Length > 0 ? say["CheckBecauseWords", say.Title(finding.Args[0]), finding.Args[1]] : say["CheckBecause", say.Title(finding.Args[0])],
            "NoAnswer" => say["CheckNoAnswer", finding.Args[0]],
            "Failed" => say["CheckFailed", finding.Args[0]],
            "Leaving" => say["CheckLeaving"],
            "PartlyMended" => string.Join(' ', finding.Args.Skip(2).Chunk(2).Select(fault => say["PeopleFailed", fault[0], fault[1]]).Prepend(say["CheckPartly", finding.Args[0], finding.Args[1]])),
            "Explained" => say[$"Check.{check}.Explained", RefusalTexts.Whole(say, Clouds.Salesforce, finding.Args[0], finding.Args[1])],
            // What an earlier version kept may fill fewer holes than its sentence has now.
            _ => say[$"Check.{check}.{finding.Says}", [.. finding.Args, .. Enumerable.Repeat("…", MostHoles)]],
        };

    public static string Name(this Texts say, Verdict verdict) => say[$"Verdict.{verdict}"];

    public static string Name(this Texts say, Mender who) => say[$"Mender.{who}"];
}
