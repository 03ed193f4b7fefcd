using Tieline.Server.Lightning;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.PeoplePages;

/// <summary>A role with where it comes from and how long, in words.</summary>
internal static class RoleSources
{
    public static string Words(RoleHeld held, Texts say, DateTimeOffset now) => string.Join(", ", new[]
    {
        say[$"RoleSource.{held.Source}", held.Via],
        held.IsRevoked ? say["PeopleRevoked"] : held.ExpiresAt is not { } end ? "" : held.Counts(now) ? say["PeopleUntil", end.UtcDateTime.ToString("d", say.Culture)] : say["PeopleExpired"],
    }.Where(part => part.Length > 0));
}
