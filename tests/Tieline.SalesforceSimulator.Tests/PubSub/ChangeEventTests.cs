using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>What a subscriber hears of what happens to records.</summary>
public sealed class ChangeEventTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private PubSubClient client = null!;
    private Listener all = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2026-10-01T10:00:00Z" });
        admin = await org.AsAsync("admin");
        await admin.SelectAsync("Account", "Contact", "Task");
        client = await PubSubClient.OpenAsync(org, admin);
        all = await client.SubscribeAsync("/data/ChangeEvents");
    }

    public async ValueTask DisposeAsync()
    {
        all.Dispose();
        client.Dispose();
        await org.DisposeAsync();
    }

    [Fact]
    public async Task A_new_record_is_told_with_all_its_values_and_without_bitmaps()
    {
        var id = await admin.NewIdAsync("Account", new { Name = "Acme", Phone = "+12025550100", NumberOfEmployees = 12, AnnualRevenue = 1.5e6, BillingCity = "Aarhus", BillingLatitude = 56.15 });
        var told = await all.NextAsync();
        Assert.Equal(("CREATE", "Account", admin.UserId, 1), (told.Type, (string)told.Header("entityName"), (string)told.Header("commitUser"), (int)told.Header("sequenceNumber")));
        Assert.Equal([id], told.RecordIds);
        Assert.Empty(told.Texts("changedFields").Concat(told.Texts("nulledFields")).Concat(told.Texts("diffFields")));
        Assert.Equal(("Acme", "+12025550100", 12, 1.5e6, admin.UserId), ((string)told["Name"]!, (string)told["Phone"]!, (int)told["NumberOfEmployees"]!, (double)told["AnnualRevenue"]!, (string)told["OwnerId"]!));
        Assert.Equal(("Aarhus", 56.15, null), ((string)told.Part("BillingAddress", "City")!, (double)told.Part("BillingAddress", "Latitude")!, told.Part("BillingAddress", "Street")));
        Assert.Null(told["ShippingAddress"]);
        Assert.Equal(DateTimeOffset.Parse("2026-10-01T10:00:00Z").ToUnixTimeMilliseconds(), (long)told["CreatedDate"]!);
        Assert.Equal((long)told["CreatedDate"]!, (long)told.Header("commitTimestamp"));
    }

    [Fact]
    public async Task A_change_tells_only_what_changed_and_what_was_emptied()
    {
        var id = await admin.NewIdAsync("Account", new { Name = "Acme", Phone = "1", Fax = "2", BillingCity = "Aarhus", BillingStreet = "Vej 1" });
        await all.NextAsync();
        (await (await org.AsAsync("bo.lind")).UpdateAsync("Account", id, new { Phone = "3", Fax = (string?)null, BillingCity = "Odense", BillingStreet = (string?)null })).Is(204);
        var told = await all.NextAsync();
        Assert.Equal("UPDATE", told.Type);
        Assert.Equal(["Phone", "Fax", "LastModifiedDate", "LastModifiedById", "BillingAddress.Street", "BillingAddress.City"], told.Changed);
        Assert.Equal(["Fax", "BillingAddress.Street"], told.Nulled);
        Assert.Equal(["BillingAddress", "Phone", "LastModifiedDate", "LastModifiedById"], told.Given);
        // Phone 6, Fax 7, LastModifiedDate 22 and LastModifiedById 23 of the documented order; BillingAddress is field 4, Street and City its first two.
        Assert.Equal(["0xC000C0", "4-0x03"], told.Texts("changedFields"));
        Assert.Equal(["0x80", "4-0x01"], told.Texts("nulledFields"));
        Assert.Equal(("Odense", null), ((string)told.Part("BillingAddress", "City")!, told.Part("BillingAddress", "Street")));
    }

    [Fact]
    public async Task A_persons_name_comes_in_parts()
    {
        var id = await admin.NewIdAsync("Contact", new { FirstName = "Maria", LastName = "Lopez", Salutation = "Ms.", Birthdate = "1990-05-06" });
        var made = await all.NextAsync();
        Assert.Equal(("Ms.", "Maria", "Lopez", null), (made.Part("Name", "Salutation"), made.Part("Name", "FirstName"), made.Part("Name", "LastName"), made.Part("Name", "Suffix")));
        Assert.Equal(DateTimeOffset.Parse("1990-05-06T00:00:00Z").ToUnixTimeMilliseconds(), (long)made["Birthdate"]!);
        await admin.UpdateAsync("Contact", id, new { LastName = "Lund" });
        var changed = await all.NextAsync();
        Assert.Equal(["LastModifiedDate", "Name.LastName"], changed.Changed);
        Assert.Equal((null, "Lund"), (changed.Part("Name", "FirstName"), changed.Part("Name", "LastName")));
    }

    [Fact]
    public async Task A_deletion_and_its_undoing_are_told()
    {
        var id = await admin.NewIdAsync("Contact", new { LastName = "Lopez" });
        await all.NextAsync();
        (await admin.DeleteAsync("Contact", id)).Is(204);
        var deleted = await all.NextAsync();
        Assert.Equal(("DELETE", 0, 0), (deleted.Type, deleted.Given.Length, deleted.Changed.Length));
        Assert.Equal([id], deleted.RecordIds);
        await org.ControlAsync("undelete", new JsonObject { ["ids"] = new JsonArray(id) });
        var back = await all.NextAsync();
        Assert.Equal(("UNDELETE", "Lopez"), (back.Type, (string)back.Part("Name", "LastName")!));
        Assert.Equal([id], back.RecordIds);
        (await admin.GetAsync("sobjects/Contact/" + id)).Is(200);
    }

    [Fact]
    public async Task A_long_text_that_changes_is_told_as_its_difference()
    {
        var before = string.Join('\n', Enumerable.Range(1, 200).Select(i => $"line {i}"));
        var after = before.Replace("line 100\n", "line one hundred\n");
        var id = await admin.NewIdAsync("Account", new { Name = "Acme", Description = before });
        Assert.Equal(before, (await all.NextAsync())["Description"]);
        (await admin.UpdateAsync("Account", id, new { Description = after })).Is(204);
        var told = await all.NextAsync();
        Assert.Equal(["0x410000"], told.Texts("changedFields"));
        Assert.Equal(["0x010000"], told.Texts("diffFields"));
        Assert.Equal(["Description"], told.Differing);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(after)));
        Assert.Equal($"--- \n+++ {hash}\n@@ -97,7 +97,7 @@\n line 97\n line 98\n line 99\n-line 100\n+line one hundred\n line 101\n line 102\n line 103", told["Description"]);
    }

    [Fact]
    public async Task Records_of_one_transaction_share_a_key_and_those_alike_an_event()
    {
        var body = new JsonObject { ["allOrNone"] = true, ["records"] = new JsonArray(Contact("Ash"), Contact("Birch"), Contact("Ash")) };
        var ids = (await admin.SendAsync("POST", "composite/sobjects", body)).Is(200).Body!.AsArray().Select(r => (string)r!["id"]!).ToArray();
        var (first, second) = (await all.NextAsync(), await all.NextAsync());
        Assert.Equal([ids[0], ids[2]], first.RecordIds);
        Assert.Equal([ids[1]], second.RecordIds);
        Assert.Equal((1, 2), ((int)first.Header("sequenceNumber"), (int)second.Header("sequenceNumber")));
        Assert.Equal((first.Header("transactionKey"), first.Header("commitNumber")), (second.Header("transactionKey"), second.Header("commitNumber")));
        Assert.True(second.ReplayId > first.ReplayId);
        await admin.NewIdAsync("Contact", new { LastName = "Later" });
        var later = await all.NextAsync();
        Assert.NotEqual(first.Header("transactionKey"), later.Header("transactionKey"));
        Assert.True((long)later.Header("commitNumber") > (long)first.Header("commitNumber"));
        Assert.Equal(1, (int)later.Header("sequenceNumber"));
    }

    [Fact]
    public async Task What_was_rolled_back_or_is_not_selected_is_not_told()
    {
        var broken = new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Contact" }, ["FirstName"] = "No last name" };
        await admin.SendAsync("POST", "composite/sobjects", new JsonObject { ["allOrNone"] = true, ["records"] = new JsonArray(Contact("Ash"), broken) });
        await admin.NewIdAsync("Lead", new { LastName = "Lead", Company = "Not selected" });
        var id = await admin.NewIdAsync("Task", new { Subject = "told" });
        var told = await all.NextAsync();
        Assert.Equal(("Task", 1), ((string)told.Header("entityName"), (int)told.Header("sequenceNumber")));
        Assert.Equal([id], told.RecordIds);
    }

    [Theory]
    [InlineData("client=WebexIntegration", "com/salesforce/api/rest/66.0;client=WebexIntegration")]
    [InlineData("defaultNamespace=ns, client=Two words", "com/salesforce/api/rest/66.0;client=Two words")]
    [InlineData("client=", "com/salesforce/api/rest/66.0")]
    [InlineData("", "com/salesforce/api/rest/66.0")]
    public async Task A_change_tells_which_client_made_it(string options, string origin)
    {
        (await admin.SendAsync("POST", "sobjects/Task", new JsonObject { ["Subject"] = "x" }, ("Sforce-Call-Options", options))).Is(201);
        Assert.Equal(origin, (await all.NextAsync()).Header("changeOrigin"));
    }

    [Fact]
    public async Task A_row_that_only_loses_its_reference_is_told_too()
    {
        var account = await admin.NewIdAsync("Account", new { Name = "Acme" });
        await admin.NewIdAsync("Task", new { Subject = "about it", WhatId = account });
        await all.NextAsync();
        await all.NextAsync();
        await admin.DeleteAsync("Account", account);
        var told = new[] { await all.NextAsync(), await all.NextAsync() };
        Assert.Contains(told, t => t.Type == "DELETE" && t.RecordIds.SequenceEqual([account]));
        Assert.Contains(told, t => t.Type == "UPDATE" && t.Changed.Contains("LastModifiedDate") && t.Nulled.Contains("WhatId"));
    }

    private static JsonObject Contact(string lastName) => new() { ["attributes"] = new JsonObject { ["type"] = "Contact" }, ["LastName"] = lastName };
}
