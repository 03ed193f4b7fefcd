using Tieline.Server.Settings;

namespace Tieline.Server.Doctor;

internal static class DoctorSettings
{
    /// <summary>Hours between two examinations by themselves.</summary>
    public static readonly Setting EveryHours = new("health.everyHours", SettingPage.Health, "Examinations", new WholeNumber(1, 24), "6", IsForPeople: false);
}
