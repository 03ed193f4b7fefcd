using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class DeleteRuleTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private string account = "";
    private string contact = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez", AccountId = account });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task Cases_keep_their_account_and_contact_unless_the_switch_says_no()
    {
        var id = await ann.NewIdAsync("Case", new { Subject = "x", ContactId = contact });
        var number = (string)(await ann.RowAsync("Case", id))["CaseNumber"]!;
        Assert.Contains(number, (await ann.DeleteAsync("Account", account)).Refused("DELETE_FAILED").Message);
        (await ann.DeleteAsync("Contact", contact)).Refused("DELETE_FAILED");
        await org.ControlAsync("switches", new JsonObject { ["casesKeepParents"] = false });
        (await ann.DeleteAsync("Account", account)).Is(204);
        Assert.Null((await ann.RowAsync("Case", id))["AccountId"]);
    }

    [Fact]
    public async Task What_was_deleted_comes_back_with_what_went_along()
    {
        var early = await ann.NewIdAsync("Contact", new { LastName = "Early", AccountId = account });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        (await ann.DeleteAsync("Contact", early)).Is(204);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        (await ann.DeleteAsync("Account", account)).Is(204);
        var results = (await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(account) }))!["results"]!.AsArray();
        Assert.True((bool)results.Single()!["success"]!);
        (await ann.GetAsync("sobjects/Account/" + account)).Is(200);
        (await ann.GetAsync("sobjects/Contact/" + contact)).Is(200);
        (await ann.GetAsync("sobjects/Contact/" + early)).Refused("ENTITY_IS_DELETED", 404);
        results = (await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(account) }))!["results"]!.AsArray();
        Assert.Equal("UNDELETE_FAILED", (string)results.Single()!["errors"]![0]!["statusCode"]!);
    }
}
