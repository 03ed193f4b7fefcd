namespace Tieline.Server.Users;

/// <summary>What somebody may do with Tieline. In an org with the package they are its permission sets, otherwise rows of our own.</summary>
[Flags]
public enum WebexRoles
{
    None = 0,

    /// <summary>Permission set Webex User: may use the panels.</summary>
    User = 1,

    /// <summary>Permission set Webex Admin: may change the settings of this tenant.</summary>
    Admin = 2,

    /// <summary>Permission set Webex Import Admin: may import webinars where that is not open to all.</summary>
    ImportAdmin = 4,
}

/// <summary>Roles one by one, and as people know them.</summary>
internal static class WebexRoleNames
{
    public static readonly IReadOnlyList<WebexRoles> Each = [WebexRoles.User, WebexRoles.Admin, WebexRoles.ImportAdmin];

    /// <summary>The labels of the permission sets, which are the same in every language: <c>Webex User, Webex Admin</c>. Null for none.</summary>
    public static string? Labels(WebexRoles roles) =>
        roles == WebexRoles.None ? null : string.Join(", ", roles.Single().Select(Label));

    /// <summary>Reads what <see cref="Labels"/> wrote; null for anything else.</summary>
    public static WebexRoles? Read(string? labels)
    {
        var roles = WebexRoles.None;
        foreach (var label in labels?.Split(", ") ?? [])
        {
            if (Each.FirstOrDefault(role => Label(role) == label) is not (not WebexRoles.None and var known))
            {
                return null;
            }

            roles |= known;
        }

        return roles;
    }

    public static string Label(WebexRoles role) => role switch
    {
        WebexRoles.User => "Webex User",
        WebexRoles.Admin => "Webex Admin",
        WebexRoles.ImportAdmin => "Webex Import Admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "One role has a label, not several."),
    };

    public static IEnumerable<WebexRoles> Single(this WebexRoles roles) => Each.Where(role => roles.HasFlag(role));
}
