using Microsoft.Extensions.DependencyInjection;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Settings;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Tests.Lightning;

/// <summary>The texts whose keys are put together from names in the code: pages, settings, their headings and choices.</summary>
internal static class NamedTexts
{
    public static IEnumerable<string> All()
    {
        using var server = ServerSetup.Create([]);
        var settings = server.Services.GetServices<Setting>().ToList();
        return
        [
            .. ConsolePage.All.SelectMany(page => new[] { $"Page.{page.Name}", $"Page.{page.Name}.Why" }),
            .. settings.SelectMany(setting => new[] { $"Setting.{setting.Key}", $"Setting.{setting.Key}.Help" }),
            .. settings.SelectMany(setting => setting.Kind is OneOf one ? one.Choices.Select(choice => $"Setting.{setting.Key}.{choice}") : []),
            .. settings.Select(setting => $"Panel.{setting.Panel}").Distinct(),
            .. Enum.GetNames<SettingReach>().Select(name => $"Reach.{name}"),
            .. Enum.GetNames<SettingFault>().Select(name => $"SettingFault.{name}"),
            $"Audit.{SettingsStore.Change}",
            $"Audit.{LaunchKeyStore.Change}",
            .. Enum.GetNames<LaunchKeyStanding>().Select(name => $"LaunchKey.{name}"),
            .. Enum.GetNames<CanvasRefusal>().Select(name => $"CanvasRefusal.{name}"),
        ];
    }
}
