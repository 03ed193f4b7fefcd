using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Doctor.Org;

/// <summary>
/// The app lists our callback URL. Salesforce tells a wrong one to nobody but the person at its page, so the page is opened here and read:
/// one that offers to sign in has no objection.
/// </summary>
internal sealed class SalesforceCallbackCheck(IEnumerable<ICloudSignIn> clouds, TielineOptions options, Outside outside) : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Missing"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var callback = $"{options.PublicAddress}/connect/salesforce/callback";
        var page = await outside.AskAsync(clouds.Single(cloud => cloud.Cloud == Clouds.Salesforce).AuthorizeUrl(on.Tenant, "doctor", new string('0', 43), null), cancellationToken);
        return page.Says("redirect_uri_mismatch") ? Finding.Broken("Missing", callback).With($"authorize {(int)page.Status}: redirect_uri_mismatch")
            : page.Says("invalid_client_id") ? throw new BlockedException(OrgCause.AppSecret, "invalid_client_id")
            : Finding.Well(callback).With($"authorize {(int)page.Status}");
    }
}
