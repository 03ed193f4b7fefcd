using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>The Webex integration is known, lists our redirect URI and offers the scopes that are asked for. Webex tells mistakes to the person at its page only, so the page is opened and read.</summary>
internal sealed class WebexCallbackCheck(IEnumerable<ICloudSignIn> clouds, TielineOptions options, Outside outside) : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Missing", "Client", "Scopes"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var callback = $"{options.PublicAddress}/connect/webex/callback";
        if (await on.WebexTroubleAsync(cancellationToken) is { } trouble)
        {
            throw new BlockedException(WebexAnswersCheck.Itself, trouble);
        }

        var page = await outside.AskAsync(clouds.Single(cloud => cloud.Cloud == Clouds.Webex).AuthorizeUrl(on.Tenant, "doctor", new string('0', 43), null), cancellationToken);
        var isRefused = (int)page.Status >= 400;
        return (isRefused && page.Says("redirect_uri") ? Finding.Broken("Missing", callback)
            : isRefused && page.Says("client_id") ? Finding.Broken("Client", on.Tenant.WebexClientId)
            : page.Location?.Contains("invalid_scope", StringComparison.Ordinal) == true ? Finding.Broken("Scopes", string.Join(", ", WebexSignIn.Scopes))
            : Finding.Well(callback)).With($"authorize {(int)page.Status}", $"client id {on.Tenant.WebexClientId}");
    }
}
