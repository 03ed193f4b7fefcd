using System.Text.RegularExpressions;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Tests.Conventions;

namespace Tieline.Server.Tests.Admin;

public sealed partial class IconTests
{
    [Fact]
    public void Every_icon_that_the_console_and_the_panels_name_is_in_the_design_system()
    {
        var folder = Path.Combine(Repository.Root, "src", "Tieline.Server");
        var sprite = File.ReadAllText(Path.Combine(folder, "wwwroot", "slds", "icons", "utility-sprite", "svg", "symbols.svg"));
        var named = Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => match.Groups["icon"].Value))
            .Concat(ConsolePage.All.Select(page => page.Icon)).Distinct();
        Assert.DoesNotContain(named, icon => !sprite.Contains($"id=\"{icon}\"", StringComparison.Ordinal));
    }

    // Icon="refresh", IconName="link", <Icon Name="call">: those of the utility sprite that are named outright.
    [GeneratedRegex("(?:\\bIcon(?:Name)?=|<Icon Name=)\"(?<icon>[a-z_0-9]+)\"")]
    private static partial Regex Named();
}
