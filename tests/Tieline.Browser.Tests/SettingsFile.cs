using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>Settings as a file on the page Audit: saved, compared, applied.</summary>
public sealed class SettingsFile(World world, Chromium browser)
{
    [Fact]
    public async Task An_operator_saves_the_settings_and_sees_what_a_file_would_change_before_it_does()
    {
        await using var office = await browser.OpenAsync(1280, 800);
        await office.Page.GotoAsync($"{world.Tieline}/admin/audit");
        await office.Page.Locator("#key").FillAsync(world.AdminKey);
        await office.Page.Keyboard.PressAsync("Enter");
        var saved = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.GetByTestId("config-export").ClickAsync());
        Assert.Equal("settings.yaml", saved.SuggestedFilename);
        Assert.Contains("version: 1", await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await ChooseAsync(office, "version: 1\nsettings:\n  calling.inboundsearch: [Lead]\n");
        await Expect(office.Page.GetByTestId("config-mistakes")).ToContainTextAsync("Line 3, column 3: ");
        await Expect(office.Page.GetByTestId("config-mistakes")).ToContainTextAsync("Did you mean calling.inboundSearch?");
        await Expect(office.Page.GetByTestId("config-file")).ToHaveValueAsync(""); // A browser is silent about a file that its field has already.
        await Expect(office.Page.GetByTestId("config-file")).ToBeFocusedAsync();

        await ChooseAsync(office, "version: 1\nusers:\n  eva.holm@nordlys.example:\n    calling.callSearch: [Lead]\n");
        await Expect(office.Page.GetByTestId("config-change")).ToHaveCountAsync(1);
        await Expect(office.Page.GetByTestId("config-change")).ToContainTextAsync("eva.holm@nordlys.example");
        await office.SeeAsync("admin-settings-file");
        await office.Page.GetByTestId("config-apply").ClickAsync();
        await Expect(office.Page.GetByTestId("config-told")).ToContainTextAsync("Changed: 1.");
        await Expect(office.Page.GetByTestId("audit-entry").First).ToContainTextAsync("Eva Holm");

        // Taken back: the others' stories need the settings as they were.
        await ChooseAsync(office, "version: 1\nusers:\n  eva.holm@nordlys.example:\n    calling.callSearch: null\n");
        await office.Page.GetByTestId("config-apply").ClickAsync();
        await Expect(office.Page.GetByTestId("config-told")).ToContainTextAsync("Changed: 1.");
        Assert.DoesNotContain(office.Complaints, complaint => !complaint.Contains("401", StringComparison.Ordinal));
    }

    private static Task ChooseAsync(Sight office, string text) =>
        office.Page.GetByTestId("config-file").SetInputFilesAsync(new FilePayload { Name = "settings.yaml", MimeType = "application/yaml", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
}
