namespace Tieline.Server.Settings;

internal static class SettingsSetup
{
    public static void AddSettingsStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Audit.AuditTrail>();
        builder.Services.AddSingleton<SettingsCatalogue>();
        builder.Services.AddSingleton<SettingsStore>();
    }

    /// <summary>Declares a room's settings.</summary>
    public static void AddSettings(this IServiceCollection services, params Setting[] settings)
    {
        foreach (var setting in settings)
        {
            services.AddSingleton(setting);
        }
    }
}
