using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class RowLockTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient bo = null!;
    private string account = "";
    private string contact = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, bo) = (await org.AsAsync(), await org.AsAsync("bo.lind"));
        account = await ann.NewIdAsync("Account", new { Name = "Busy" });
        contact = await ann.NewIdAsync("Contact", new { LastName = "Busy", AccountId = account });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    /// <summary>The next new task takes five seconds on the org's clock.</summary>
    private async Task<Task<OrgAnswer>> SlowTaskAsync()
    {
        await org.ControlAsync("faults", JsonNode.Parse("""{"match":{"method":"POST","path":"sobjects/Task$"},"times":1,"fault":{"kind":"slowSave","seconds":5}}"""));
        var slow = ann.CreateAsync("Task", new { Subject = "slow", WhoId = contact });
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        return slow;
    }

    [Fact]
    public async Task Two_writes_at_once_below_one_parent_do_not_both_get_it()
    {
        var slow = await SlowTaskAsync();
        var refused = (await bo.CreateAsync("Task", new { Subject = "second", WhoId = contact })).Refused("UNABLE_TO_LOCK_ROW");
        Assert.Equal($"unable to obtain exclusive access to this record or 2 records: {contact},{account}", Sorted(refused.Message));
        (await bo.UpdateAsync("Account", account, new { Phone = "1" })).Refused("UNABLE_TO_LOCK_ROW");
        (await bo.DeleteAsync("Contact", contact)).Refused("UNABLE_TO_LOCK_ROW");
        (await bo.CreateAsync("Task", new { Subject = "elsewhere" })).Is(201);
        (await bo.GetAsync("sobjects/Contact/" + contact)).Is(200);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 5 });
        (await slow).Is(201);
        (await bo.CreateAsync("Task", new { Subject = "second", WhoId = contact })).Is(201);
        Assert.Equal(3, (int)(await ann.QueryAsync("SELECT Id FROM Task")).Body!["totalSize"]!);
    }

    /// <summary>In the order contact, account.</summary>
    private string Sorted(string message) => message.Replace($"{account},{contact}", $"{contact},{account}");

    [Fact]
    public async Task Nothing_of_a_slow_save_is_seen_before_its_time()
    {
        var slow = await SlowTaskAsync();
        Assert.Equal(0, (int)(await bo.QueryAsync("SELECT Id FROM Task")).Body!["totalSize"]!);
        await org.ControlAsync("reset");
        Assert.NotEqual(201, (await slow).Status);
    }

    [Fact]
    public async Task A_locked_row_is_refused_in_its_place_of_a_collection()
    {
        await org.ControlAsync("locks", new JsonObject { ["ids"] = new JsonArray(account) });
        var rows = (await ann.SendAsync("POST", "composite/sobjects", JsonNode.Parse($$"""
            {"records":[{"attributes":{"type":"Contact"},"LastName":"below","AccountId":"{{account}}"},{"attributes":{"type":"Contact"},"LastName":"free"}]}
            """))).Is(200).Body!.AsArray();
        Assert.Equal("UNABLE_TO_LOCK_ROW", (string)rows[0]!["errors"]![0]!["statusCode"]!);
        Assert.True((bool)rows[1]!["success"]!);
        await org.Http.DeleteAsync("/control/locks", TestContext.Current.CancellationToken);
        (await ann.UpdateAsync("Account", account, new { Phone = "1" })).Is(204);
    }

    [Fact]
    public async Task A_slow_save_numbers_and_remembers_what_it_makes_once()
    {
        async Task<int> NumberAsync(string id) => int.Parse((string)(await ann.RowAsync("Case", id))["CaseNumber"]!, System.Globalization.CultureInfo.InvariantCulture);
        var first = await ann.NewIdAsync("Case", new { Subject = "first" });
        await org.ControlAsync("faults", JsonNode.Parse("""{"match":{"method":"POST","path":"sobjects/Case$"},"times":1,"fault":{"kind":"slowSave","seconds":5}}"""));
        var slow = ann.CreateAsync("Case", new { Subject = "second" });
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        Assert.DoesNotContain("second", (await ann.GetAsync("recent")).Text);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 5 });
        Assert.Equal(await NumberAsync(first) + 1, await NumberAsync((await slow).Is(201).Id));
    }
}
