using Tieline.Server.Lightning;

namespace Tieline.Server.Doctor;

/// <summary>What a check found, in words.</summary>
internal static class CheckSentences
{
    public static string Title(this Texts say, string check) => say[$"Check.{check}"];

    public static string Sentence(this Texts say, CheckResult result)
    {
        var finding = result.Finding;
        return finding.Says switch
        {
            "Because" => finding.Args[1].Length > 0 ? say["CheckBecauseWords", say.Title(finding.Args[0]), finding.Args[1]] : say["CheckBecause", say.Title(finding.Args[0])],
            "NoAnswer" => say["CheckNoAnswer", finding.Args[0]],
            "Failed" => say["CheckFailed", finding.Args[0]],
            _ => say[$"Check.{result.Name}.{finding.Says}", [.. finding.Args]],
        };
    }

    public static string Name(this Texts say, Verdict verdict) => say[$"Verdict.{verdict}"];

    public static string Name(this Texts say, Mender who) => say[$"Mender.{who}"];
}
