using System.Security.Cryptography;
using Tieline.Server.Connections;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Doctor.Package;

/// <summary>The secret with which launches are signed can be read here, and the org signs with the key that this server wrote. Where it is time a new key is written.</summary>
internal sealed class LaunchSecretCheck(Tenants tenants, LaunchKeys keys) : IMendingCheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Unreadable", "Alone", "NoAccess", "OtherOrg", "OtherServer"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        try
        {
            await tenants.SecretsAsync(on.Tenant.Id, cancellationToken);
        }
        catch (CryptographicException problem)
        {
            return Finding.Broken("Unreadable").With(problem.GetType().Name);
        }

        if (!(await on.PackageAsync(cancellationToken)).IsDeployed)
        {
            return new Finding(Verdict.Well, "Alone", []).With("the secret can be opened", "ApexClass TielineLaunch: none");
        }

        await keys.TendAsync(on.Tenant.Id).WaitAsync(cancellationToken);
        var state = await keys.StateAsync(on.Tenant.Id, cancellationToken);
        return Of(state).With($"{state.Standing}, written {state.RotatedAt:u}");
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        if ((await keys.StateAsync(on.Tenant.Id, cancellationToken)).Standing == LaunchKeyStanding.OtherServer)
        {
            try
            {
                await keys.RotateAsync(on.Tenant.Id, mending.Who, isAtOnce: false, cancellationToken); // Writes to the trail itself.
            }
            catch (TimeoutException)
            {
                // It goes on; the look that follows tells how it stands.
            }
        }
    }

    private static Finding Of(LaunchKeyState state) => state.Standing switch
    {
        LaunchKeyStanding.Ready => Finding.Well(),
        LaunchKeyStanding.OtherServer => Finding.Broken("OtherServer", state.Detail) with { CanFix = true },
        LaunchKeyStanding.OtherOrg => Finding.Broken("OtherOrg", state.Detail),
        // Its classes are there, so the object is as well: it is not shown to the integration user.
        LaunchKeyStanding.NoAccess or LaunchKeyStanding.NoPackage => Finding.Broken("NoAccess", state.Detail),
        _ => Finding.Because("SalesforceSignIn", state.Detail),
    };
}
