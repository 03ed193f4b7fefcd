namespace Tieline.Server.Users;

/// <summary>Who has which roles in a tenant, as read at one moment.</summary>
/// <param name="AreSalesforces">They are permission sets of the org; otherwise rows of our own.</param>
/// <param name="EverybodyIsUser">Only with rows of our own.</param>
internal sealed record TenantRoles(
    bool AreSalesforces, bool EverybodyIsUser, IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>> ByUser, DateTimeOffset ReadAt)
{
    private static readonly RoleHeld AsEverybody = new(WebexRoles.User, RoleSource.Everybody);

    /// <summary>All that he holds, what has expired as well.</summary>
    public IReadOnlyList<RoleHeld> HeldBy(string userId)
    {
        var held = ByUser.GetValueOrDefault(userId) ?? [];
        return EverybodyIsUser ? [.. held, AsEverybody] : held;
    }

    public WebexRoles Of(string userId, DateTimeOffset now) =>
        HeldBy(userId).Where(held => held.Counts(now)).Aggregate(WebexRoles.None, (roles, held) => roles | held.Role);
}
