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
