using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using Tieline.Server.Connections;
using Tieline.Server.Users;
using Tieline.Testing;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An administrator looks at the page Health: nothing known yet, all well, something broken, mended. In an org of its own, as the guide leaves one.</summary>
public sealed class HealthPages(Chromium browser)
{
    private static readonly string[] Names = ["ann.berg", "bo.lind", "carla.ruiz", "david.kim", "eva.holm"];

    [Fact]
    public async Task The_page_shows_what_is_broken_first_says_who_can_mend_it_and_mends_what_it_can()
    {
        var world = new World();
        await world.InitializeAsync();
        try
        {
            using var handler = new SocketsHttpHandler { UseCookies = false };
            using var org = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(world.Salesforce) };
            var package = new PackagedOrg(org, world.Tieline);
            await package.PrepareAsync("integration@nordlys.example", [.. Names.Select(agent => $"{agent}@nordlys.example")]);
            await package.ChangeAsync("PermissionSetAssignment", "PermissionSet.Name = 'Webex_Integration'", null); // Of the org without the package: more than Tieline needs.

            await using var sight = await browser.OpenAsync(1280, 800);
            await UnlockAsync(sight, world);
            await sight.Page.GetByTestId("health-never").WaitForAsync();
            await sight.SeeAsync("admin-health-never");

            await ExamineAsync(sight);
            await Expect(sight.Page.GetByTestId("summary")).ToHaveTextAsync("Nothing is known to be broken, but not everything could be told. Not known: 3, warnings: 0."); // No Service App reads licences, and no webhook was ever proved.
            Assert.Equal(45, await sight.Page.Locator("tr[data-verdict]").CountAsync());
            await sight.SeeAsync("admin-health-well");

            await DeleteWebhookOfAsync(world, "Ann Berg");
            await world.PostAsync($"{world.Salesforce}/control/setup", new { @object = "Organization", fields = new { OrganizationType = "Professional Edition" } });
            await ExamineAsync(sight);
            await Expect(sight.Page.GetByTestId("summary")).ToHaveTextAsync("Something does not work. Broken: 1, warnings: 1, not known: 3.");
            Assert.Equal(["check-WebhookActive", "check-Edition"], await sight.Page.Locator("tr[data-verdict]").EvaluateAllAsync<string[]>("rows => rows.slice(0, 2).map(row => row.dataset.testid)"));
            var broken = sight.Page.GetByTestId("check-WebhookActive");
            await Expect(broken.GetByTestId("sentence")).ToContainTextAsync("Ann Berg");
            await broken.Locator("summary").ClickAsync();
            await Expect(broken.GetByTestId("evidence")).ToContainTextAsync("Ann Berg: none");
            await sight.SeeAsync("admin-health");
            await sight.Page.GetByTestId("show-Warning").ClickAsync();
            await Expect(sight.Page.Locator("tr[data-verdict]")).ToHaveCountAsync(1);
            await sight.Page.GetByTestId("show-all").ClickAsync();

            await SeeItInDanishAsync(world);

            await broken.GetByTestId("fix").FocusAsync();
            await sight.Page.Keyboard.PressAsync("Enter");
            await Expect(sight.Page.GetByTestId("health-told")).ToContainTextAsync("Mended: Webhooks");
            await Expect(broken).ToHaveAttributeAsync("data-verdict", "Well");
            await Expect(sight.Page.Locator("tr[data-verdict]").First).ToHaveAttributeAsync("data-testid", "check-WebhookActive"); // It stays under the eyes of who pressed the button.
            await Expect(sight.Page.GetByTestId("summary")).ToHaveTextAsync("Nothing is known to be broken, but not everything could be told. Not known: 3, warnings: 1.");
            await sight.SeeAsync("admin-health-fixed");

            await sight.Page.GetByTestId("page-audit").ClickAsync();
            await Expect(sight.Page.GetByTestId("audit-entry").First).ToContainTextAsync("Mended on the page Health");
            Assert.Empty(sight.Complaints);
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task UnlockAsync(Sight sight, World world)
    {
        await sight.Page.GotoAsync($"{world.Tieline}/admin/health");
        await sight.Page.Locator("#key").FillAsync(world.AdminKey);
        await sight.Page.Keyboard.PressAsync("Enter");
        await sight.Page.GetByTestId("health").WaitForAsync();
    }

    private static async Task ExamineAsync(Sight sight)
    {
        // A busy machine may look again only when the bar has come and gone: the page itself notes that it was there.
        await sight.Page.EvaluateAsync(
            """
            () => {
              window.progress = new Promise(seen => new MutationObserver((_, observer) => {
                if (document.querySelector('[data-testid=progress]')) { observer.disconnect(); seen(); }
              }).observe(document.body, { subtree: true, childList: true }));
            }
            """);
        await sight.Page.GetByTestId("examine").FocusAsync();
        await sight.Page.Keyboard.PressAsync("Enter");
        await sight.Page.EvaluateAsync("() => window.progress");
        await sight.Page.Locator("[data-testid=health][data-running=false]").WaitForAsync();
    }

    private async Task SeeItInDanishAsync(World world)
    {
        await using var sight = await browser.OpenAsync(1280, 800, locale: "da-DK");
        await UnlockAsync(sight, world);
        await Expect(sight.Page.GetByTestId("summary")).ToHaveTextAsync("Noget virker ikke. I stykker: 1, advarsler: 1, ukendt: 3.");
        await Expect(sight.Page.GetByTestId("check-WebhookActive")).ToContainTextAsync("Webex melder ikke opkald for Ann Berg");
        await sight.SeeAsync("da-admin-health");
        Assert.Empty(sight.Complaints);
    }

    // With the very sign-in that made it: Webex shows a webhook to its maker alone.
    private static async Task DeleteWebhookOfAsync(World world, string name)
    {
        var tenant = (await world.Services.GetRequiredService<Tenants>().AllAsync(TestContext.Current.CancellationToken)).Single();
        var agent = (await world.Services.GetRequiredService<Agents>().AllAsync(tenant.Id, TestContext.Current.CancellationToken)).Single(one => one.Name == name);
        var webex = await world.Services.GetRequiredService<CloudClients>().WebexAsPersonAsync(tenant.Id, agent.PersonId!, TestContext.Current.CancellationToken);
        var webhook = Assert.Single(await webex!.Webhooks.ListAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        await webex.Webhooks.DeleteAsync(webhook.Id, TestContext.Current.CancellationToken);
    }
}
