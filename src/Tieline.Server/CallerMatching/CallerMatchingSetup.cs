using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;

namespace Tieline.Server.CallerMatching;

internal static class CallerMatchingSetup
{
    public static void AddCallerMatching(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings(MatchingSettings.InboundSearch, MatchingSettings.CallSearch);
        services.AddSingleton<FieldsSeen>();
        services.AddSingleton<AskerViews>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton(provider => new CallerMatcher(
            provider.GetRequiredService<AskerViews>(), provider.GetRequiredService<Colleagues>(), provider.GetRequiredService<SettingsStore>(), provider.GetRequiredService<Clock>()));
        services.AddSingleton(provider => new RecordSearch(provider.GetRequiredService<AskerViews>()));
    }
}
