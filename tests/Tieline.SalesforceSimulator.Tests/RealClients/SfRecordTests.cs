namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>Salesforce's own command line, unchanged, takes the simulator for an org.</summary>
public sealed class SfRecordTests(SfSession sf) : IClassFixture<SfSession>
{
    [Fact]
    public async Task Sf_signs_in_by_access_token_and_shows_the_org()
    {
        var org = await sf.RunAsync("org", "display");
        Assert.Equal(("admin@nordlys.example", "Connected", "sim"), ((string)org["username"]!, (string)org["connectedStatus"]!, (string)org["alias"]!));
        Assert.Equal("System Administrator", (string)(await sf.RunAsync("org", "display", "user"))["profileName"]!);
    }

    [Fact]
    public async Task Sf_opens_the_org_in_the_browser_by_a_link_that_serves_once()
    {
        var link = new Uri((string)(await sf.RunAsync("org", "open", "--url-only", "--path", "/lightning/page/home?a=b"))["url"]!).PathAndQuery;
        var cancellation = TestContext.Current.CancellationToken;
        using var first = await sf.Org.Http.GetAsync(link, cancellation);
        Assert.Equal("/lightning/page/home?a=b", first.Headers.Location!.ToString());
        Assert.Contains(first.Headers.GetValues("Set-Cookie"), c => c.StartsWith("tieline_simulator_sid=", StringComparison.Ordinal));
        using var second = await sf.Org.Http.GetAsync(link, cancellation);
        Assert.StartsWith("/lightning/login", second.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sf_creates_reads_changes_and_deletes_a_record()
    {
        var id = (string)(await sf.RunAsync("data", "create", "record", "-s", "Contact", "-v", "LastName='From Sf' Email=sf@example.com"))["id"]!;
        await sf.RunAsync("data", "update", "record", "-s", "Contact", "-w", "Email=sf@example.com", "-v", "Title=Boss");
        Assert.Equal("Boss", (string)(await sf.RunAsync("data", "get", "record", "-s", "Contact", "-i", id))["Title"]!);
        await sf.RunAsync("data", "delete", "record", "-s", "Contact", "-i", id);
        (await sf.Admin.GetAsync("sobjects/Contact/" + id)).Refused("ENTITY_IS_DELETED", 404);
    }

    [Fact]
    public async Task Sf_queries_with_parents_and_children_and_writes_them_as_CSV()
    {
        var rows = (await sf.RunAsync("data", "query", "-q", "SELECT Name, Owner.Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name = 'Acme Rockets'"))["records"]!.AsArray();
        Assert.Equal("Ann Berg", (string)Assert.Single(rows)!["Owner"]!["Name"]!);
        Assert.Contains(rows[0]!["Contacts"]!["records"]!.AsArray(), c => (string)c!["LastName"]! == "Lopez");
        var file = sf.NewFile("rows.csv", "");
        await sf.RunAsync("data", "query", "-q", "SELECT Name, Owner.Name FROM Account WHERE Name = 'Acme Rockets'", "-r", "csv", "--output-file", file);
        Assert.Equal(["Name,Owner.Name", "Acme Rockets,Ann Berg"], await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sf_is_told_in_the_clouds_words_what_it_may_not()
    {
        var answer = await sf.AnswerAsync(null, ["data", "create", "record", "-s", "Contact", "-v", "Title=Nameless"]);
        Assert.Contains("Required fields are missing: [LastName]", (string)answer["message"]!);
        Assert.Equal("INVALID_TYPE", (string)(await sf.AnswerAsync(null, ["data", "query", "-q", "SELECT Id FROM Planet"]))["name"]!);
    }

    [Fact]
    public async Task Sf_reads_the_schema_and_the_limits()
    {
        var contact = await sf.RunAsync("sobject", "describe", "-s", "Contact");
        Assert.Contains(contact["fields"]!.AsArray(), f => (string)f!["name"]! == "Email" && (bool)f["idLookup"]!);
        Assert.Contains((await sf.RunAsync("org", "list", "limits")).AsArray(), l => (string)l!["name"]! == "DailyApiRequests" && (int)l["max"]! == 15000);
    }

    [Fact]
    public async Task Sf_assigns_a_permission_set()
    {
        var answer = await sf.RunAsync("org", "assign", "permset", "-n", "Webex_User");
        Assert.Equal("Webex_User", (string)Assert.Single(answer["successes"]!.AsArray())!["value"]!);
        Assert.Single((await sf.Admin.QueryAsync($"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{sf.Admin.UserId}' AND PermissionSet.Name = 'Webex_User'")).Is(200).Records);
    }

    [Fact]
    public async Task Sf_imports_a_tree_of_records()
    {
        const string Tree = """{"records":[{"attributes":{"type":"Account","referenceId":"a"},"Name":"Sf Tree","Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"c"},"LastName":"Sf Leaf"}]}}]}""";
        await sf.RunAsync("data", "import", "tree", "-f", sf.NewFile("Account-Contact.json", Tree));
        Assert.Single((await sf.Admin.QueryAsync("SELECT Id FROM Contact WHERE Account.Name = 'Sf Tree'")).Is(200).Records);
    }
}
