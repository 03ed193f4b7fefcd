namespace Tieline.Server.Users;

/// <summary>Who has which roles in a tenant, as read at one moment.</summary>
/// <param name="AreSalesforces">They are permission sets of the org; otherwise rows of our own.</param>
/// <param name="EverybodyIsUser">Only with rows of our own. Customers and partners are not meant: they do not become agents without a row (<see cref="TakesExternal"/>).</param>
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

    /// <summary>Whether somebody who is none of the org's own people may come in: not because everybody may.</summary>
    public bool TakesExternal(string userId, DateTimeOffset now) =>
        !EverybodyIsUser || (ByUser.GetValueOrDefault(userId) ?? []).Any(held => held.Role == WebexRoles.User && held.Counts(now));

    public WebexRoles Of(string userId, DateTimeOffset now) =>
        HeldBy(userId).Where(held => held.Counts(now)).Aggregate(WebexRoles.None, (roles, held) => roles | held.Role);
}
