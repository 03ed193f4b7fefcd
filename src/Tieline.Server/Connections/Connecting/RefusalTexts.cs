using Tieline.Salesforce;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Says in words what a cloud refused and who mends it; the cloud's own words stand behind it.</summary>
internal static class RefusalTexts
{
    /// <summary>Null when this refusal is none that we know.</summary>
    /// <param name="say">The language.</param>
    /// <param name="cloud">Of <see cref="Clouds"/>.</param>
    /// <param name="code">The cloud's word.</param>
    /// <param name="words">The cloud's sentence.</param>
    public static string? Of(Texts say, string cloud, string? code, string? words)
    {
        var key = cloud == Clouds.Webex
            ? WebexRefusals.Read(code, words) is var webex and not WebexRefusal.Unknown ? $"Refusal.Webex.{webex}" : null
            : SalesforceRefusals.Read(code, words) is var salesforce and not SalesforceRefusal.Unknown ? $"Refusal.Salesforce.{salesforce}" : null;
        return key is null ? null : say[key];
    }

    /// <summary>As <see cref="Of"/>, with the cloud's own words; or these alone when we know no better.</summary>
    public static string Whole(Texts say, string cloud, string? code, string? words)
    {
        var theirs = string.Join(": ", new[] { code, words }.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct());
        return Of(say, cloud, code, words) is { } sentence
            ? $"{sentence} {say["RefusalWords", NameOf(cloud), theirs]}"
            : say["RefusalUnknown", NameOf(cloud), theirs];
    }

    /// <summary>What a sign-in that did not succeed is told as: refused, or not answered. Limits of Salesforce (of sign-ins, of API calls) last for hours: which it is, is said.</summary>
    public static string Whole(Texts say, string cloud, CloudSignInException problem) =>
        problem.Refused || problem.InnerException is SalesforceException { Kind: SalesforceErrorKind.ApiLimit }
            ? Whole(say, cloud, problem.Code, problem.Message)
            : say["SignInErrNoAnswer", NameOf(cloud)];

    public static string NameOf(string cloud) => cloud == Clouds.Webex ? "Webex" : "Salesforce";
}
