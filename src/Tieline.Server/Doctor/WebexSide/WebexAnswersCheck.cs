using System.Net;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Webex answers this server. Who asks without a token is sent away: any other answer is not Webex's.</summary>
internal sealed class WebexAnswersCheck : ICheck
{
    public const string Itself = "WebexAnswers";

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["Unreachable"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var asked = $"GET {on.Tenant.WebexApi}/people/me without a token";
        return await on.WebexTroubleAsync(cancellationToken) is { } trouble
            ? Finding.Broken("Unreachable", on.Tenant.WebexApi, trouble).With($"{asked}: {trouble}")
            : Finding.Well(on.Tenant.WebexApi).With($"{asked}: {(int)(await on.WebexFrontAsync(cancellationToken)).Status}");
    }

    /// <summary>Pure: null when it was Webex that answered.</summary>
    internal static string? TroubleIn(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests ? null : $"HTTP {(int)status}";
}
