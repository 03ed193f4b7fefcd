using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

public sealed class RecordChangeStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private ShellHost host = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ShellHost.StartAsync();
        browser = await host.SignedInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_contacts_page_hears_of_a_task_logged_on_it_and_of_its_completion()
    {
        var contact = await ShellHost.CreateAsync(browser, "Contact", new { LastName = "Lopez" });
        await using var page = await Listener.OpenAsync(browser, contact);
        var task = await ShellHost.CreateAsync(browser, "Task", new { Subject = "Call", WhoId = contact, TaskSubtype = "Call" });
        Assert.Equal((task, "Task", "Created"), await page.NextAsync());
        await ShellHost.UpdateAsync(browser, "Task", task, new { Status = "Completed", CallDurationInSeconds = 12 });
        Assert.Equal((task, "Task", "Updated"), await page.NextAsync());
    }

    [Fact]
    public async Task A_page_hears_of_its_own_record_and_of_those_that_point_to_it_but_of_no_other()
    {
        var account = await ShellHost.CreateAsync(browser, "Account", new { Name = "Acme" });
        await using var page = await Listener.OpenAsync(browser, account);
        await ShellHost.CreateAsync(browser, "Account", new { Name = "Another" });
        var contact = await ShellHost.CreateAsync(browser, "Contact", new { LastName = "Lopez", AccountId = account });
        Assert.Equal((contact, "Contact", "Created"), await page.NextAsync());
        await ShellHost.UpdateAsync(browser, "Account", account, new { Phone = "1" });
        Assert.Equal((account, "Account", "Updated"), await page.NextAsync());
    }

    [Fact]
    public async Task The_home_page_hears_of_tasks_of_its_user()
    {
        await using var page = await Listener.OpenAsync(browser, host.Org.UserNamed(ShellHost.Ann)!.Id[..15]);
        var task = await ShellHost.CreateAsync(browser, "Task", new { Subject = "Send the quote" });
        Assert.Equal((task, "Task", "Created"), await page.NextAsync());
    }

    [Fact]
    public async Task A_task_moved_to_another_contact_is_told_to_the_page_it_left()
    {
        var first = await ShellHost.CreateAsync(browser, "Contact", new { LastName = "Park" });
        var second = await ShellHost.CreateAsync(browser, "Contact", new { LastName = "Haddad" });
        var task = await ShellHost.CreateAsync(browser, "Task", new { Subject = "Call", WhoId = first });
        await using var left = await Listener.OpenAsync(browser, first);
        await ShellHost.UpdateAsync(browser, "Task", task, new { WhoId = second });
        Assert.Equal((task, "Task", "Updated"), await left.NextAsync());
    }

    [Fact]
    public async Task A_deleted_task_is_told_too()
    {
        var contact = await ShellHost.CreateAsync(browser, "Contact", new { LastName = "Lopez" });
        var task = await ShellHost.CreateAsync(browser, "Task", new { Subject = "Call", WhoId = contact });
        await using var page = await Listener.OpenAsync(browser, contact);
        await ShellHost.SendAsync(browser, new HttpRequestMessage(HttpMethod.Delete, $"/services/data/v66.0/sobjects/Task/{task}"));
        Assert.Equal((task, "Task", "Deleted"), await page.NextAsync());
    }

    [Fact]
    public async Task Without_a_session_or_a_record_nothing_is_told()
    {
        using var stranger = host.Browser();
        using var refused = await stranger.GetAsync("/lightning/events?about=003Ti0000000001IAA");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        foreach (var about in new[] { "", "nothing", "<script>" })
        {
            using var nonsense = await browser.GetAsync($"/lightning/events?about={Uri.EscapeDataString(about)}");
            Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        }
    }

    [Fact]
    public async Task What_the_user_may_not_read_is_not_told_and_not_followed()
    {
        var contact = await ShellHost.CreateAsync(browser, "Contact", new { LastName = "Lopez" });
        var (first, second) = (await ShellHost.CreateAsync(browser, "Task", new { Subject = "Hidden", WhoId = contact }), await ShellHost.CreateAsync(browser, "Task", new { Subject = "Open", WhoId = contact }));
        await using var page = await Listener.OpenAsync(browser, contact);
        (await browser.PostAsJsonAsync("/control/hidden", new { user = ShellHost.Ann, ids = new[] { first } })).EnsureSuccessStatusCode();
        using var bo = await host.SignedInAsync("bo.lind@nordlys.example");
        await ShellHost.UpdateAsync(bo, "Task", first, new { Status = "Completed" });
        await ShellHost.UpdateAsync(bo, "Task", second, new { Status = "Completed" });
        Assert.Equal((second, "Task", "Updated"), await page.NextAsync());
        using var refused = await browser.GetAsync($"/lightning/events?about={first}");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task An_open_page_does_not_keep_the_simulator_from_stopping()
    {
        await using var page = await Listener.OpenAsync(browser, host.Org.Id);
        await host.StopAsync().WaitAsync(Soon, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(page.NextAsync);
    }

    private sealed class Listener(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public static async Task<Listener> OpenAsync(HttpClient browser, string about)
        {
            var answer = await browser.GetAsync($"/lightning/events?about={about}", HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            var items = SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
            Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Soon));
            Assert.Equal("watching", items.Current.EventType);
            return new Listener(answer, items);
        }

        public async Task<(string Id, string ObjectName, string Kind)> NextAsync()
        {
            do Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Soon), "The stream has ended.");
            while (items.Current.EventType == "beat");
            var change = JsonElement.Parse(items.Current.Data);
            return (change.GetProperty("id").GetString()!, change.GetProperty("objectApiName").GetString()!, change.GetProperty("kind").GetString()!);
        }

        public ValueTask DisposeAsync()
        {
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
