using Tieline.Server.Settings;

namespace Tieline.Server.Users.Launching;

internal static class LaunchKeySettings
{
    /// <summary>How many days a launch key serves before the next one takes its place.</summary>
    public static readonly Setting Days = new("connection.launchKeyDays", SettingPage.Connection, "LaunchKey", new WholeNumber(1, 365), "30", IsForPeople: false);
}
