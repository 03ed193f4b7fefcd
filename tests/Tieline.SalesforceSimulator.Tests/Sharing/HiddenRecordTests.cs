using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Sharing;

public sealed class HiddenRecordTests : IAsyncLifetime
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
        account = await ann.NewIdAsync("Account", new { Name = "Quiet Harbour" });
        contact = await ann.NewIdAsync("Contact", new { LastName = "Quietly", AccountId = account, Email = "quietly@harbour.example" });
        await org.ControlAsync("search", new JsonObject { ["indexDelaySeconds"] = 0 });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task HideAsync(params string[] ids) => org.ControlAsync("hidden", new JsonObject { ["user"] = "bo.lind@nordlys.example", ["ids"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]) });

    private static async Task<int> CountAsync(OrgClient user, string soql) => (int)(await user.QueryAsync(soql)).Is(200).Body!["totalSize"]!;

    [Fact]
    public async Task A_hidden_record_is_in_no_answer_to_that_user_and_in_all_to_others()
    {
        await HideAsync(contact);
        foreach (var (user, found) in new[] { (ann, 1), (bo, 0) })
        {
            Assert.Equal(found, await CountAsync(user, $"SELECT Id FROM Contact WHERE Id = '{contact}'"));
            Assert.Equal(found, await CountAsync(user, "SELECT count() FROM Contact WHERE LastName = 'Quietly'"));
            Assert.Equal(found, await CountAsync(user, "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Quietly')"));
            Assert.Equal(found, (await user.SearchAsync("FIND {Quietly} RETURNING Contact(Id)")).Is(200).Body!["searchRecords"]!.AsArray().Count);
            Assert.Equal(found, (await user.GetAsync($"sobjects/Account/{account}/Contacts")).Is(200).Records.Count);
            var children = (await user.QueryAsync($"SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id = '{account}'")).Records[0]!["Contacts"];
            Assert.Equal(found, children is null ? 0 : (int)children["totalSize"]!);
        }

        (await ann.GetAsync("sobjects/Contact/" + contact)).Is(200);
        (await bo.GetAsync("sobjects/Contact/" + contact)).Refused("NOT_FOUND", 404);
        (await bo.UpdateAsync("Contact", contact, new { Title = "x" })).Refused("NOT_FOUND", 404);
        (await bo.DeleteAsync("Contact", contact)).Refused("NOT_FOUND", 404);
        Assert.Null((await bo.GetAsync($"composite/sobjects/Contact?ids={contact}&fields=Id")).Is(200).Body!.AsArray().Single());
    }

    [Fact]
    public async Task Of_a_hidden_parent_a_child_shows_the_id_alone()
    {
        await HideAsync(account);
        var row = (await bo.QueryAsync($"SELECT AccountId, Account.Name FROM Contact WHERE Id = '{contact}'")).Is(200).Records[0]!;
        Assert.Equal(account, (string)row["AccountId"]!);
        Assert.Null(row["Account"]);
        Assert.Equal(0, await CountAsync(bo, "SELECT Id FROM Contact WHERE Account.Name = 'Quiet Harbour'"));
        (await bo.GetAsync($"sobjects/Contact/{contact}/Account")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task UserRecordAccess_tells_whoever_asks_what_is_hidden_from_whom()
    {
        await HideAsync(contact);
        async Task<bool> ReadsAsync(OrgClient user) => (bool)(await ann.QueryAsync(
            $"SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = '{user.UserId[..15]}' AND RecordId IN ('{contact}')")).Is(200).Records.Single()!["HasReadAccess"]!;
        Assert.True(await ReadsAsync(ann));
        Assert.False(await ReadsAsync(bo));
        Assert.Equal(0, await CountAsync(ann, $"SELECT RecordId FROM UserRecordAccess WHERE UserId = '{bo.UserId}' AND RecordId = '{contact}' AND HasReadAccess = TRUE"));
    }

    [Fact]
    public async Task A_save_cannot_refer_to_what_is_hidden()
    {
        await HideAsync(contact);
        (await bo.CreateAsync("Task", new { Subject = "Call", WhoId = contact })).Refused("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
        (await ann.CreateAsync("Task", new { Subject = "Call", WhoId = contact })).Is(201);
    }

    [Fact]
    public async Task What_was_hidden_can_be_shown_again_and_a_reset_shows_all()
    {
        await HideAsync(contact);
        await HideAsync(account);
        Assert.Equal(2, (await org.GetJsonAsync("/control/hidden"))["hidden"]![0]!["ids"]!.AsArray().Count);
        await org.Http.DeleteAsync("/control/hidden?user=bo.lind@nordlys.example", TestContext.Current.CancellationToken);
        (await bo.GetAsync("sobjects/Contact/" + contact)).Is(200);
        await HideAsync(contact);
        await org.ControlAsync("reset");
        Assert.Empty((await org.GetJsonAsync("/control/hidden"))["hidden"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"user":"nobody@nordlys.example","ids":["003000000000001"]}""", "nobody@nordlys.example")]
    [InlineData("""{"user":"bo.lind@nordlys.example","ids":["003000000000001"]}""", "003000000000001")]
    [InlineData("""{"user":"bo.lind@nordlys.example"}""", "ids")]
    public async Task The_door_says_what_is_wrong(string body, string mentioned)
    {
        using var response = await org.Http.PostAsync("/control/hidden", TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(mentioned, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
