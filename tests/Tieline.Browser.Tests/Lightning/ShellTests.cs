using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests.Lightning;

/// <summary>The Lightning shell as an agent sees it, with a panel on another site and third-party cookies blocked.</summary>
public sealed class ShellTests(ShellInBrowser shell) : IClassFixture<ShellInBrowser>
{
    private const string Utility = "[data-utility=webex]";

    [Fact]
    public async Task The_softphone_loads_before_it_is_opened_has_its_size_and_outlives_minimising_and_navigation()
    {
        var contact = await shell.CreateAsync("Contact", new { LastName = "Lopez" });
        var page = await shell.OpenAsync();
        var softphone = await page.PanelAsync();
        await Expect(page.Locator($"{Utility} .sim-utility-panel")).ToBeHiddenAsync();
        Assert.False((await softphone.HearsAsync("visibility")).GetProperty("visible").GetBoolean());

        await page.Locator($"{Utility} .slds-utility-bar__action").ClickAsync();
        await softphone.HearsAsync("visibility", "m.visible");
        var box = await page.Locator($"{Utility} iframe").BoundingBoxAsync();
        Assert.Equal((420f, 460f), (box!.Width, box.Height));
        await softphone.Locator("#note").WriteAsync("half a note");
        await page.GetByRole(AriaRole.Button, new() { Name = "Minimize Webex" }).ClickAsync();
        await softphone.HearsAsync("visibility", "!m.visible");

        await page.GetByRole(AriaRole.Link, new() { Name = "Contacts" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/lightning/o/Contact/list$"));
        await softphone.SayAsync(new { type = "screenPop", recordId = contact, mode = "open" });
        await Expect(page.Locator("h1")).ToContainTextAsync("Lopez");
        await page.GoBackAsync();
        Assert.Equal("half a note", await softphone.Locator("#note").InputValueAsync());
    }

    [Fact]
    public async Task A_panel_that_is_not_shown_yet_gets_its_token_also_from_a_slow_org()
    {
        var page = await shell.OpenAsync(tokenAfter: TimeSpan.FromSeconds(1.5));
        var softphone = await page.PanelAsync();
        await Expect(page.Locator($"{Utility} .sim-utility-panel")).ToBeHiddenAsync();
        Assert.False((await softphone.HearsAsync("visibility")).GetProperty("visible").GetBoolean());
    }

    [Fact]
    public async Task A_pop_opens_the_record_tells_the_panel_so_and_leaves_the_cursor_in_the_notes()
    {
        var lead = await shell.CreateAsync("Lead", new { FirstName = "Jens", LastName = "Olsen", Company = "Olsen A/S" });
        var page = await shell.OpenAsync();
        var softphone = await page.PanelAsync();
        await softphone.SayAsync(new { type = "openPanel" });
        await softphone.Locator("#note").WriteAsync("wants ");
        await softphone.SayAsync(new { type = "screenPop", recordId = lead, objectApiName = "Lead", mode = "open" });
        var told = await softphone.HearsAsync("record", $"m.recordId === '{lead}'");
        Assert.Equal(("Lead", "Jens Olsen"), (told.GetProperty("objectApiName").GetString(), told.GetProperty("name").GetString()));
        await page.Keyboard.TypeAsync("boosters");
        Assert.Equal("wants boosters", await softphone.Locator("#note").InputValueAsync());
        Assert.EndsWith($"/lightning/r/Lead/{lead}/view", page.Url);
    }

    [Fact]
    public async Task A_call_logged_elsewhere_appears_on_the_open_page_and_its_duration_follows()
    {
        var contact = await shell.CreateAsync("Contact", new { LastName = "Park" });
        var page = await shell.OpenAsync($"/lightning/r/Contact/{contact}/view");
        await Expect(page.Locator(".sim-timeline")).ToContainTextAsync("No past activity");
        var task = await shell.CreateAsync("Task", new { Subject = "Call from Nina Park", WhoId = contact, TaskSubtype = "Call", CallType = "Inbound", Status = "Completed" });
        var entry = page.Locator($"[data-task-id='{task}']");
        await Expect(entry).ToContainTextAsync("Call from Nina Park");
        await shell.UpdateAsync("Task", task, new { CallDurationInSeconds = 192, Description = "Asked for <b>a quote</b>" });
        await Expect(entry).ToContainTextAsync("Inbound call · 3 min 12 s");
        await Expect(entry).ToContainTextAsync("Asked for <b>a quote</b>");
    }

    [Fact]
    public async Task A_number_on_a_record_is_dialled_by_the_softphone_which_opens()
    {
        var contact = await shell.CreateAsync("Contact", new { FirstName = "Maria", LastName = "Dial", Phone = "(202) 555-0143" });
        var page = await shell.OpenAsync($"/lightning/r/Contact/{contact}/view");
        var softphone = await page.PanelAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Call (202) 555-0143" }).First.ClickAsync();
        var dial = await softphone.HearsAsync("clickToDial");
        Assert.Equal("(202) 555-0143", dial.GetProperty("number").GetString());
        Assert.Equal(contact, dial.GetProperty("recordId").GetString());
        Assert.Equal("Contact", dial.GetProperty("objectApiName").GetString());
        Assert.Equal("Maria Dial", dial.GetProperty("name").GetString());
        await Expect(page.Locator($"{Utility} .sim-utility-panel")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Make_a_call_is_the_first_action_and_its_panel_knows_the_record_and_can_close()
    {
        var account = await shell.CreateAsync("Account", new { Name = "Acme Rockets" });
        var page = await shell.OpenAsync($"/lightning/r/Account/{account}/view");
        var actions = page.Locator(".slds-page-header .slds-button-group-list > li > button");
        await Expect(actions).ToHaveTextAsync(["Make a Call", "New Task", "Edit"]);
        await actions.First.ClickAsync();
        var panel = await page.PanelAsync("make-a-call");
        var welcome = await panel.HearsAsync("welcome");
        Assert.Equal((account, "Account"), (welcome.GetProperty("recordId").GetString(), welcome.GetProperty("objectApiName").GetString()));
        await panel.SayAsync(new { type = "close" });
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Make a Call" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_opens_prefilled_for_an_unknown_caller_and_saving_it_shows_the_new_record()
    {
        var page = await shell.OpenAsync();
        var softphone = await page.PanelAsync();
        await softphone.SayAsync(new { type = "screenPop", mode = "open", newRecord = new { objectApiName = "Contact", defaultFieldValues = new { Phone = "+4533112233" } } });
        var form = page.GetByRole(AriaRole.Dialog, new() { Name = "New Contact" });
        await Expect(form.GetByLabel("Phone", new() { Exact = true })).ToHaveValueAsync("+4533112233");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(form).ToContainTextAsync("Complete this field.");
        await form.GetByLabel("Last Name").FillAsync("Nye");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Nye");
    }

    [Fact]
    public async Task Names_with_markup_are_text_everywhere()
    {
        var account = await shell.CreateAsync("Account", new { Name = "<img src=x onerror=alert(1)> & Sons", Website = "javascript:alert(1)" });
        var contact = await shell.CreateAsync("Contact", new { LastName = "<script>alert(2)</script>", AccountId = account });
        var page = await shell.OpenAsync($"/lightning/r/Account/{account}/view");
        var alerts = 0;
        page.Dialog += (_, dialog) => { alerts++; dialog.DismissAsync(); };
        await Expect(page.Locator("h1")).ToContainTextAsync("<img src=x onerror=alert(1)> & Sons");
        await Expect(page.Locator("a[href^='javascript:']")).ToHaveCountAsync(0);
        await page.GotoAsync($"{shell.Shell}/lightning/r/Contact/{contact}/view");
        await Expect(page.Locator("h1")).ToContainTextAsync("<script>alert(2)</script>");
        await Expect(page.Locator("#main img, #main script")).ToHaveCountAsync(0);
        Assert.Equal(0, alerts);
    }

    [Fact]
    public async Task Wrong_deleted_and_foreign_addresses_are_told_apart()
    {
        var contact = await shell.CreateAsync("Contact", new { LastName = "Gone" });
        await shell.DeleteAsync("Contact", contact);
        var page = await shell.OpenAsync($"/lightning/r/Contact/{contact}/view");
        await Expect(page.Locator("h1")).ToHaveTextAsync("This contact was deleted");
        await page.GotoAsync($"{shell.Shell}/lightning/r/Contact/003000000000000AAA/view");
        await Expect(page.Locator("h1")).ToHaveTextAsync("We can't find this contact");
        await page.GotoAsync($"{shell.Shell}/lightning/r/Spaceship/003000000000000AAA/view");
        await Expect(page.Locator("h1")).ToHaveTextAsync("This page doesn't exist");
        await page.GotoAsync($"{shell.Shell}/lightning/nowhere");
        await Expect(page.Locator("h1")).ToHaveTextAsync("This page doesn't exist");
    }

    [Fact]
    public async Task A_record_deleted_by_somebody_while_open_says_so()
    {
        var contact = await shell.CreateAsync("Contact", new { LastName = "Going" });
        var page = await shell.OpenAsync($"/lightning/r/Contact/{contact}/view");
        await Expect(page.Locator("h1")).ToContainTextAsync("Going");
        await Expect(page.Locator(".sim-timeline")).ToContainTextAsync("No past activity");
        await shell.DeleteAsync("Contact", contact);
        await Expect(page.Locator("h1")).ToHaveTextAsync("This contact was deleted");
    }

    [Fact]
    public async Task Nobody_but_the_panel_moves_the_shell()
    {
        var contact = await shell.CreateAsync("Contact", new { LastName = "Target" });
        var page = await shell.OpenAsync();
        var softphone = await page.PanelAsync();
        await page.EvaluateAsync("id => window.postMessage({ tieline: 1, type: 'screenPop', recordId: id, mode: 'open' }, '*')", contact);
        await softphone.SayAsync(new { type = "screenPop", url = "https://elsewhere.example/", mode = "open" });
        await Expect(page.Locator("#toasts")).ToContainTextAsync("cannot open");
        Assert.EndsWith("/lightning/page/home", page.Url);
    }

    [Fact]
    public async Task Of_two_tabs_the_one_worked_in_last_is_the_focused_one()
    {
        var first = await shell.OpenAsync();
        var firstPhone = await first.PanelAsync();
        await firstPhone.HearsAsync("visibility", "m.focused");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync($"{shell.Shell}/lightning/page/home");
        var secondPhone = await second.PanelAsync();
        await secondPhone.HearsAsync("visibility", "m.focused");
        await firstPhone.HearsAsync("visibility", "!m.focused");
        await first.Locator("h1").ClickAsync();
        await firstPhone.HearsAsync("visibility", "m.focused");
        await secondPhone.HearsAsync("visibility", "!m.focused");
    }

    [Fact]
    public async Task A_form_keeps_the_keyboard_inside_and_gives_it_back()
    {
        var contact = await shell.CreateAsync("Contact", new { LastName = "Keys" });
        var page = await shell.OpenAsync($"/lightning/r/Contact/{contact}/view");
        var edit = page.GetByRole(AriaRole.Button, new() { Name = "Edit" });
        await edit.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Contact" })).ToBeVisibleAsync();
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('.sim-modal-layer') !== null"));
        }

        await page.Keyboard.PressAsync("Escape");
        await Expect(edit).ToBeFocusedAsync();
    }
}
