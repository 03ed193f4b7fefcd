using System.Globalization;

namespace Tieline.SalesforceSimulator.Tests.Rows;

public sealed class RowTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task A_created_record_is_found_under_both_forms_of_its_id()
    {
        var created = (await ann.CreateAsync("Account", new { Name = "Acme" })).Is(201);

        Assert.Equal(18, created.Id.Length);
        Assert.Equal($"/services/data/v66.0/sobjects/Account/{created.Id}", created.Headers.Location!.ToString());
        Assert.Equal("Acme", (string)(await ann.RowAsync("Account", created.Id))["Name"]!);
        Assert.Equal(created.Id, (string)(await ann.RowAsync("Account", created.Id[..15]))["Id"]!);
    }

    [Fact]
    public async Task A_row_holds_every_field_and_only_the_wanted_ones_when_asked()
    {
        var id = await ann.NewIdAsync("Contact", new { LastName = "Lopez", FirstName = "Maria", MailingCity = "Oslo" });

        var all = await ann.RowAsync("Contact", id);
        var some = (await ann.GetAsync($"sobjects/Contact/{id}?fields=Name,MailingAddress")).Is(200).Body!;

        Assert.Null(all["Phone"]);
        Assert.Contains("Phone", all.AsObject().Select(p => p.Key));
        Assert.Equal(["attributes", "Name", "MailingAddress"], some.AsObject().Select(p => p.Key));
        Assert.Equal("Maria Lopez", (string)some["Name"]!);
        Assert.Equal("Oslo", (string)some["MailingAddress"]!["city"]!);
    }

    [Fact]
    public async Task Changing_and_deleting_answer_without_a_body()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Acme" });

        Assert.Equal("", (await ann.UpdateAsync("Account", id, new { Name = "Acme Two", Phone = "" })).Is(204).Text);
        Assert.Equal("Acme Two", (string)(await ann.RowAsync("Account", id))["Name"]!);
        Assert.Equal("", (await ann.DeleteAsync("Account", id)).Is(204).Text);
        (await ann.GetAsync($"sobjects/Account/{id}")).Refused("ENTITY_IS_DELETED", 404);
        (await ann.DeleteAsync("Account", id)).Refused("ENTITY_IS_DELETED", 404);
    }

    [Fact]
    public async Task Deleting_an_account_takes_its_contacts_along_and_only_unlinks_its_tasks()
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez", AccountId = account });
        var task = await ann.NewIdAsync("Task", new { Subject = "Call", WhatId = account });

        (await ann.DeleteAsync("Account", account)).Is(204);

        (await ann.GetAsync($"sobjects/Contact/{contact}")).Refused("ENTITY_IS_DELETED", 404);
        Assert.Null((await ann.RowAsync("Task", task))["WhatId"]);
    }

    [Theory]
    [InlineData("sobjects/Nothing", "NOT_FOUND", 404)]
    [InlineData("sobjects/Account/001Ti0000000009AAA", "NOT_FOUND", 404)]
    [InlineData("sobjects/Account/notanid", "NOT_FOUND", 404)]
    [InlineData("nothing", "NOT_FOUND", 404)]
    [InlineData("/services/data/v20.0/sobjects", "UNSUPPORTED_API_VERSION", 404)]
    [InlineData("sobjects/Account/describe/nonsense/x", "NOT_FOUND", 404)]
    public async Task What_is_not_there_is_not_found(string path, string code, int status) => (await ann.GetAsync(path)).Refused(code, status);

    [Fact]
    public async Task A_method_that_a_resource_does_not_know_is_refused()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var refused = (await ann.SendAsync("PUT", $"sobjects/Account/{id}", new System.Text.Json.Nodes.JsonObject())).Refused("METHOD_NOT_ALLOWED", 405);
        Assert.Equal("HTTP Method 'PUT' not allowed. Allowed are HEAD,GET,PATCH,DELETE", refused.Message);
    }

    [Fact]
    public async Task Reading_only_what_changed_saves_the_body_and_an_outdated_write_is_refused()
    {
        await org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["mode"] = "stepped" });
        var id = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var read = (await ann.GetAsync($"sobjects/Account/{id}")).Is(200);
        var stamp = read.ContentHeaders.LastModified!.Value.ToString("R");

        Assert.Equal("", (await ann.GetAsync($"sobjects/Account/{id}", ("If-Modified-Since", stamp))).Is(304).Text);
        await org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advanceSeconds"] = 5 });
        (await ann.UpdateAsync("Account", id, new { Name = "Newer" })).Is(204);
        (await ann.GetAsync($"sobjects/Account/{id}", ("If-Modified-Since", stamp))).Is(200);
        (await ann.SendAsync("PATCH", $"sobjects/Account/{id}", new System.Text.Json.Nodes.JsonObject { ["Name"] = "Lost" }, ("If-Unmodified-Since", stamp))).Is(412);
        Assert.Equal("Newer", (string)(await ann.RowAsync("Account", id))["Name"]!);
    }

    [Fact]
    public async Task A_post_to_the_id_field_creates_a_record()
    {
        var created = (await ann.SendAsync("POST", "sobjects/Account/Id", new System.Text.Json.Nodes.JsonObject { ["Name"] = "By the id door" })).Is(201);
        Assert.Equal("By the id door", (string)(await ann.RowAsync("Account", created.Id))["Name"]!);
        Assert.EndsWith("/sobjects/Account/" + created.Id, created.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("001Ti0000000009AAA", "Provided external ID field does not exist or is not accessible: Id")]
    [InlineData("notanid", "The requested resource does not exist")]
    public async Task An_unknown_id_is_told_from_what_is_no_id(string id, string message) =>
        Assert.Equal(message, (await ann.GetAsync("sobjects/Account/" + id)).Refused("NOT_FOUND", 404).Message);

    [Fact]
    public async Task Relationships_lead_to_the_parent_and_to_the_children()
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var contact = await ann.NewIdAsync("Contact", new { LastName = "Lopez", AccountId = account });

        Assert.Equal("Acme", (string)(await ann.GetAsync($"sobjects/Contact/{contact}/Account")).Is(200).Body!["Name"]!);
        var children = (await ann.GetAsync($"sobjects/Account/{account}/Contacts?fields=LastName")).Is(200);
        Assert.Equal(contact, (string)Assert.Single(children.Records)!["attributes"]!["url"]!.ToString().Split('/')[^1]);
        (await ann.GetAsync($"sobjects/Account/{account}/Nonsense")).Refused("NOT_FOUND", 404);
        (await ann.GetAsync($"sobjects/Account/{account}/Parent")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task What_changed_and_what_went_between_two_instants_is_told()
    {
        var kept = await ann.NewIdAsync("Account", new { Name = "Kept" });
        var gone = await ann.NewIdAsync("Account", new { Name = "Gone" });
        await ann.DeleteAsync("Account", gone);

        var start = $"{DateTimeOffset.Parse((string)(await org.GetJsonAsync("/control/clock"))["now"]!, CultureInfo.InvariantCulture).AddDays(-1):yyyy-MM-ddTHH:mm:ss}";
        var updated = (await ann.GetAsync($"sobjects/Account/updated?start={start}%2B00:00&end=2099-01-01T00:00:00Z")).Is(200).Body!;
        var deleted = (await ann.GetAsync($"sobjects/Account/deleted?start={start}Z&end=2099-01-01T00:00:00Z")).Is(200).Body!;

        Assert.Equal(kept, (string)Assert.Single(updated["ids"]!.AsArray())!);
        Assert.Equal(gone, (string)Assert.Single(deleted["deletedRecords"]!.AsArray())!["id"]!);
        (await ann.GetAsync("sobjects/Account/updated?start=soon&end=later")).Refused("INVALID_REPLICATION_DATE");
    }
}
