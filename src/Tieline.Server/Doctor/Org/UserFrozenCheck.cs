using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user is active and not frozen. Who may manage users reads it; otherwise that the org lets him in tells it.</summary>
internal sealed class UserFrozenCheck : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Frozen"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var access = await on.OrgAsync(cancellationToken);
        if (access.Client is null)
        {
            return access.Judge(OrgCause.UserFrozen);
        }

        var user = await access.Client.Identity.UserInfoAsync(cancellationToken);
        return await IsFrozenAsync(access.Client, user.UserId, cancellationToken)
            ? Finding.Broken("Frozen", user.UserName ?? user.UserId).With("UserLogin.IsFrozen true")
            : Finding.Well(user.UserName ?? user.UserId).With($"userinfo: {user.UserName}");
    }

    private static async Task<bool> IsFrozenAsync(SalesforceClient salesforce, string userId, CancellationToken cancellationToken)
    {
        try
        {
            return await salesforce.Query.CountAsync($"SELECT COUNT() FROM UserLogin WHERE UserId = {userId} AND IsFrozen = TRUE", cancellationToken) > 0;
        }
        catch (SalesforceException problem) when (problem.Kind is SalesforceErrorKind.Invalid or SalesforceErrorKind.Forbidden or SalesforceErrorKind.NotFound)
        {
            return false; // He may not manage users, as he should not; a frozen user is not let in.
        }
    }
}
