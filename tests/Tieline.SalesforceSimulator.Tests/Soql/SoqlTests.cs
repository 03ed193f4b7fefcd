using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Queries over a small org of which every row is known; rows are told by name.</summary>
public sealed class SmallOrg : IAsyncLifetime
{
    public TestOrg Org { get; private set; } = null!;
    public OrgClient Ann { get; private set; } = null!;
    public Dictionary<string, string> Ids { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await Org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        await Org.ControlAsync("clock", new JsonObject { ["now"] = "2030-06-15T18:00:00Z" });
        Ann = await Org.AsAsync();
        Ids["Acme"] = await Ann.NewIdAsync("Account", new { Name = "Acme", Phone = "(202) 555-0140", AnnualRevenue = 500, Industry = "Banking", Description = "long" });
        Ids["Bolt"] = await Ann.NewIdAsync("Account", new { Name = "Bolt", AnnualRevenue = 1500, Industry = "Retail", ParentId = Ids["Acme"] });
        Ids["Crag_100%"] = await Ann.NewIdAsync("Account", new { Name = "Crag_100%", Rating = "Hot" });
        Ids["Lopez"] = await Ann.NewIdAsync("Contact", new { LastName = "Lopez", FirstName = "Maria", AccountId = Ids["Acme"], Birthdate = "1990-02-03", MailingCity = "Oslo" });
        Ids["O'Brien"] = await Ann.NewIdAsync("Contact", new { LastName = "O'Brien", AccountId = Ids["Bolt"], DoNotCall = true });
        Ids["Free"] = await Ann.NewIdAsync("Contact", new { LastName = "Free", Birthdate = "2030-06-15" });
        Ids["today"] = await Ann.NewIdAsync("Task", new { Subject = "today", WhoId = Ids["Lopez"], WhatId = Ids["Acme"], ActivityDate = "2030-06-15", Status = "Completed", CallDurationInSeconds = 60 });
        Ids["soon"] = await Ann.NewIdAsync("Task", new { Subject = "soon", WhoId = Ids["Lopez"], ActivityDate = "2030-06-18", CallDurationInSeconds = 30 });
        Ids["late"] = await Ann.NewIdAsync("Task", new { Subject = "late", WhatId = Ids["Bolt"], ActivityDate = "2030-05-01", Priority = "High" });
        Ids["gone"] = await Ann.NewIdAsync("Account", new { Name = "Gone" });
        await Ann.DeleteAsync("Account", Ids["gone"]);
    }

    public ValueTask DisposeAsync() => Org.DisposeAsync();
}

public sealed class SoqlTests(SmallOrg small) : IClassFixture<SmallOrg>
{
    [Theory]
    [InlineData("Account", "", "Acme Bolt Crag_100%")]
    [InlineData("Account", "WHERE Name = 'ACME'", "Acme")]
    [InlineData("Account", "WHERE Name != 'Acme'", "Bolt Crag_100%")]
    [InlineData("Account", "WHERE Name LIKE '%o%'", "Bolt")]
    [InlineData("Account", "WHERE Name LIKE '_cme'", "Acme")]
    [InlineData("Account", @"WHERE Name LIKE 'Crag\_1%'", "Crag_100%")]
    [InlineData("Account", @"WHERE Name LIKE '%100\%'", "Crag_100%")]
    [InlineData("Account", @"WHERE Name LIKE 'Acm\_'", "")]
    [InlineData("Account", "WHERE AnnualRevenue > 500", "Bolt")]
    [InlineData("Account", "WHERE AnnualRevenue >= 500", "Acme Bolt")]
    [InlineData("Account", "WHERE AnnualRevenue = null", "Crag_100%")]
    [InlineData("Account", "WHERE AnnualRevenue != null AND Industry = 'Retail'", "Bolt")]
    [InlineData("Account", "WHERE Industry = 'Retail' OR Rating = 'Hot'", "Bolt Crag_100%")]
    [InlineData("Account", "WHERE Name LIKE 'A%' OR (Industry = 'Retail' AND AnnualRevenue < 2000)", "Acme Bolt")]
    [InlineData("Account", "WHERE NOT Name = 'Acme'", "Bolt Crag_100%")]
    [InlineData("Account", "WHERE NOT (Name = 'Acme' OR Name = 'Bolt')", "Crag_100%")]
    [InlineData("Account", "WHERE Name IN ('acme', 'bolt', 'none')", "Acme Bolt")]
    [InlineData("Account", "WHERE Name NOT IN ('Acme')", "Bolt Crag_100%")]
    [InlineData("Account", "WHERE Parent.Name = 'Acme'", "Bolt")]
    [InlineData("Account", "WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Lopez')", "Acme")]
    [InlineData("Account", "WHERE Id NOT IN (SELECT AccountId FROM Contact)", "Crag_100%")]
    [InlineData("Account a", "WHERE a.Name = 'Acme'", "Acme")]
    [InlineData("Account", "WHERE Account.Name = 'Acme'", "Acme")]
    [InlineData("Account", "ORDER BY Name DESC", "Crag_100% Bolt Acme")]
    [InlineData("Account", "ORDER BY AnnualRevenue", "Crag_100% Acme Bolt")]
    [InlineData("Account", "ORDER BY AnnualRevenue NULLS LAST", "Acme Bolt Crag_100%")]
    [InlineData("Account", "ORDER BY AnnualRevenue DESC NULLS LAST, Name", "Bolt Acme Crag_100%")]
    [InlineData("Account", "ORDER BY Name LIMIT 1 OFFSET 1", "Bolt")]
    [InlineData("Account", "LIMIT 0", "")]
    [InlineData("Account", "USING SCOPE mine WHERE Name = 'Bolt'", "Bolt")]
    [InlineData("Account", "WHERE CreatedDate = TODAY FOR VIEW", "Acme Bolt Crag_100%")]
    [InlineData("Account", "WHERE CreatedDate >= 2030-06-15T18:00:00Z AND CreatedDate < 2030-06-15T20:00:00+02:00", "")]
    [InlineData("Account", "WHERE DAY_ONLY(CreatedDate) = 2030-06-15 AND CALENDAR_YEAR(CreatedDate) = 2030", "Acme Bolt Crag_100%")]
    [InlineData("Contact", @"WHERE LastName = 'O\'Brien'", "O'Brien")]
    [InlineData("Contact", "WHERE DoNotCall = true", "O'Brien")]
    [InlineData("Contact", "WHERE DoNotCall = false", "Lopez Free")]
    [InlineData("Contact", "WHERE Account.Parent.Name = 'Acme'", "O'Brien")]
    [InlineData("Contact", "WHERE Account.Name != 'Acme'", "O'Brien Free")]
    [InlineData("Contact", "WHERE Birthdate < 2000-01-01", "Lopez")]
    [InlineData("Contact", "WHERE MailingCity = 'oslo'", "Lopez")]
    [InlineData("Task", "WHERE ActivityDate = TODAY", "today")]
    [InlineData("Task", "WHERE ActivityDate > TODAY", "soon")]
    [InlineData("Task", "WHERE ActivityDate = NEXT_N_DAYS:3", "soon")]
    [InlineData("Task", "WHERE ActivityDate = LAST_MONTH", "late")]
    [InlineData("Task", "WHERE ActivityDate = THIS_MONTH", "today soon")]
    [InlineData("Task", "WHERE ActivityDate = N_MONTHS_AGO:1", "late")]
    [InlineData("Task", "WHERE ActivityDate = LAST_N_DAYS:60", "today late")]
    [InlineData("Task", "WHERE ActivityDate < LAST_WEEK", "late")]
    [InlineData("Task", "WHERE Who.Type = 'Contact' AND IsClosed = false", "soon")]
    [InlineData("Task", "WHERE What.Name = 'Acme'", "today")]
    [InlineData("Task", "WHERE Owner.Name = 'Ann Berg' AND CallDurationInSeconds IN (30, 60)", "today soon")]
    [InlineData("Task", "WHERE Priority = 'High'", "late")]
    [InlineData("Task", "ORDER BY Priority, Subject", "late soon today")]
    public async Task A_query_finds_its_rows(string from, string rest, string expected)
    {
        var label = from.StartsWith("Contact") ? "LastName" : from.StartsWith("Task") ? "Subject" : "Name";
        var found = (await small.Ann.QueryAsync($"SELECT Id, {label} FROM {from} {rest}")).Is(200);
        Assert.Equal(expected, string.Join(' ', found.Records.Select(r => (string)r![label]!)));
        Assert.Equal(found.Records.Count, (int)found.Body!["totalSize"]!);
        Assert.All(found.Records, r => Assert.Equal(small.Ids[(string)r![label]!], (string)r["Id"]!));
    }

    [Theory]
    [InlineData("SELECT Foo FROM Account", "INVALID_FIELD", "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.")]
    [InlineData("SELECT Id FROM Foo", "INVALID_TYPE", "sObject type 'Foo' is not supported.")]
    [InlineData("SELECT Id FROM Name", "INVALID_TYPE", "sObject type 'Name' is not supported.")]
    [InlineData("SELECT Id\nFROM Account\nWHERE Nope = 1", "INVALID_FIELD", "ERROR at Row:3:Column:7")]
    [InlineData("SELECT Foo.Name FROM Account", "INVALID_FIELD", "Didn't understand relationship 'Foo' in field path.")]
    [InlineData("SELECT Id, (SELECT Id FROM Foos) FROM Account", "INVALID_TYPE", "Didn't understand relationship 'Foos' in FROM part of query call.")]
    [InlineData("SELECT Id FORM Account", "MALFORMED_QUERY", "unexpected token: 'Account'")]
    [InlineData("SELECT FROM Account", "MALFORMED_QUERY", "unexpected token")]
    [InlineData("", "MALFORMED_QUERY", "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE", "MALFORMED_QUERY", "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY", "unexpected token: 'OR'")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'open", "MALFORMED_QUERY", "the literal is not closed")]
    [InlineData(@"SELECT Id FROM Account WHERE Name = '\q'", "MALFORMED_QUERY", @"Illegal character sequence '\q' in string literal")]
    [InlineData("SELECT Id FROM Account WHERE Name = ;", "MALFORMED_QUERY", "unexpected token: ';'")]
    [InlineData("SELECT Id, Id FROM Account", "MALFORMED_QUERY", "duplicate field selected: Id")]
    [InlineData("SELECT Id x FROM Account", "MALFORMED_QUERY", "only aggregate expressions use field aliasing")]
    [InlineData("SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY", "LIMIT of at most 200")]
    [InlineData("SELECT (SELECT LastName FROM Contacts GROUP BY LastName) FROM Account", "MALFORMED_QUERY", "Child subqueries are not grouped")]
    [InlineData("SELECT (SELECT LastName FROM Contacts GROUP BY LastName HAVING COUNT(Id) > 1) FROM Account", "MALFORMED_QUERY", "Child subqueries are not grouped")]
    [InlineData("SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account", "MALFORMED_QUERY", "Child subqueries are not grouped")]
    [InlineData("SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY", "Field must be grouped or aggregated: Name")]
    [InlineData("SELECT SUM(Name) FROM Account", "MALFORMED_QUERY", "does not support aggregate operator SUM")]
    [InlineData("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD", "field 'Description' can not be filtered in a query call")]
    [InlineData("SELECT Id FROM Account ORDER BY Description", "INVALID_FIELD", "field 'Description' can not be sorted in a query call")]
    [InlineData("SELECT CreatedDate, COUNT(Id) FROM Account GROUP BY CreatedDate", "INVALID_FIELD", "field 'CreatedDate' can not be grouped in a query call")]
    [InlineData("SELECT Id FROM Account WHERE Name = 5", "INVALID_FIELD", "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue = '5'", "INVALID_FIELD", "must be of type double and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Task WHERE ActivityDate = '2030-06-15'", "INVALID_FIELD", "must be of type date and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Task WHERE CreatedDate > 2030-06-15", "INVALID_FIELD", "must be of type dateTime")]
    [InlineData("SELECT Id FROM Account WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: abc")]
    [InlineData("SELECT Id FROM Account WHERE Id LIKE '001%'", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field")]
    [InlineData("SELECT Id FROM Contact WHERE DoNotCall > false", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on boolean field")]
    [InlineData("SELECT Id FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'x' OR Id IN (SELECT AccountId FROM Contact)", "MALFORMED_QUERY", "Semi join sub-selects are not allowed with the 'OR' operator")]
    [InlineData("SELECT Id FROM Account WHERE Name IN (SELECT LastName FROM Contact)", "MALFORMED_QUERY", "Semi join sub-selects can only query id fields")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 1)", "MALFORMED_QUERY", "do not allow ORDER BY, LIMIT")]
    [InlineData("SELECT Id FROM UserRecordAccess", "MALFORMED_QUERY", "filters on one UserId")]
    public async Task A_bad_query_is_refused_in_the_clouds_words(string soql, string code, string message)
    {
        var refused = (await small.Ann.QueryAsync(soql)).Refused(code);
        Assert.Contains(message, refused.Message);
        Assert.False(refused.Body![0]!.AsObject().ContainsKey("fields"));
    }

    [Fact]
    public async Task Parents_and_children_nest_in_the_row()
    {
        var row = Assert.Single((await small.Ann.QueryAsync("SELECT Name, Parent.Name, Owner.Name, (SELECT LastName, MailingAddress FROM Contacts), (SELECT Id FROM Opportunities) FROM Account WHERE Name = 'Acme'")).Is(200).Records)!;

        Assert.Equal("""{"type":"Account","url":"/services/data/v66.0/sobjects/Account/ID"}""".Replace("ID", small.Ids["Acme"]), row["attributes"]!.ToJsonString());
        Assert.Null(row["Parent"]);
        Assert.Equal("Ann Berg", (string)row["Owner"]!["Name"]!);
        Assert.Equal(1, (int)row["Contacts"]!["totalSize"]!);
        Assert.True((bool)row["Contacts"]!["done"]!);
        Assert.Equal("Oslo", (string)row["Contacts"]!["records"]![0]!["MailingAddress"]!["city"]!);
        Assert.Null(row["Opportunities"]);
        Assert.True(row.AsObject().ContainsKey("Opportunities"));
    }

    [Fact]
    public async Task Who_and_what_are_seen_through_their_name()
    {
        var row = Assert.Single((await small.Ann.QueryAsync("SELECT Who.Name, Who.Type, TYPEOF What WHEN Account THEN Phone, Name ELSE Id END FROM Task WHERE Subject = 'today'")).Is(200).Records)!;

        Assert.Equal("Contact", (string)row["Who"]!["Type"]!);
        Assert.Equal("Maria Lopez", (string)row["Who"]!["Name"]!);
        Assert.Equal("Account", (string)row["What"]!["attributes"]!["type"]!);
        Assert.Equal("(202) 555-0140", (string)row["What"]!["Phone"]!);
    }

    [Theory]
    [InlineData("SELECT COUNT(Id) FROM Task", """{"expr0":3}""")]
    [InlineData("SELECT IsClosed, COUNT(Id) n FROM Task GROUP BY IsClosed ORDER BY COUNT(Id) DESC", """{"IsClosed":false,"n":2} {"IsClosed":true,"n":1}""")]
    [InlineData("SELECT Who.Name who, SUM(CallDurationInSeconds) s, MIN(ActivityDate) d FROM Task WHERE WhoId != null GROUP BY Who.Name", """{"who":"Maria Lopez","s":90,"d":"2030-06-15"}""")]
    [InlineData("SELECT COUNT_DISTINCT(WhoId), MAX(Subject), AVG(CallDurationInSeconds) FROM Task", """{"expr0":1,"expr1":"today","expr2":45.0}""")]
    [InlineData("SELECT Priority FROM Task GROUP BY Priority HAVING COUNT(Id) > 1", """{"Priority":"Normal"}""")]
    [InlineData("SELECT CALENDAR_MONTH(ActivityDate) m, COUNT(Id) n FROM Task GROUP BY CALENDAR_MONTH(ActivityDate) ORDER BY CALENDAR_MONTH(ActivityDate)", """{"m":5,"n":1} {"m":6,"n":2}""")]
    [InlineData("SELECT SUM(Amount) s FROM Opportunity", """{"s":null}""")]
    public async Task Aggregates_are_counted_by_group(string soql, string expected)
    {
        var found = (await small.Ann.QueryAsync(soql)).Is(200);
        Assert.All(found.Records, r => Assert.Equal("""{"type":"AggregateResult"}""", r!["attributes"]!.ToJsonString()));
        Assert.Equal(expected, string.Join(' ', found.Records.Select(r => new JsonObject(r!.AsObject().Where(p => p.Key != "attributes").Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString())));
    }

    [Fact]
    public async Task Counting_gives_a_size_and_no_rows()
    {
        var counted = (await small.Ann.QueryAsync("SELECT count() FROM Account")).Is(200);
        Assert.Equal(3, (int)counted.Body!["totalSize"]!);
        Assert.Empty(counted.Records);
    }

    [Fact]
    public async Task Only_query_all_sees_the_recycle_bin()
    {
        var soql = Uri.EscapeDataString("SELECT Name FROM Account WHERE IsDeleted = true");
        Assert.Empty((await small.Ann.GetAsync("query?q=" + soql)).Is(200).Records);
        Assert.Equal("Gone", (string)Assert.Single((await small.Ann.GetAsync("queryAll?q=" + soql)).Is(200).Records)!["Name"]!);
    }

    [Fact]
    public async Task All_fields_are_selected_at_once_when_limited()
    {
        var row = Assert.Single((await small.Ann.QueryAsync("SELECT FIELDS(STANDARD) FROM Account WHERE Name = 'Acme' LIMIT 1")).Is(200).Records)!;
        Assert.Equal("long", (string)row["Description"]!);
    }

    [Fact]
    public async Task The_shape_of_a_query_is_told_without_rows()
    {
        var shape = (await small.Ann.GetAsync("query?columns=true&q=" + Uri.EscapeDataString("SELECT Id, Account.Name FROM Contact"))).Is(200).Body!;
        Assert.Equal("Contact", (string)shape["entityName"]!);
        Assert.True((bool)shape["idSelected"]!);
        Assert.Equal("Name", (string)shape["columnMetadata"]![1]!["joinColumns"]![0]!["columnName"]!);
    }

    [Fact]
    public async Task The_shape_of_children_and_of_all_fields_is_told_too()
    {
        var children = (await small.Ann.GetAsync("query?columns=true&q=" + Uri.EscapeDataString("SELECT Id, (SELECT Id, Owner.Name FROM Contacts), CALENDAR_YEAR(CreatedDate) y FROM Account"))).Is(200).Body!["columnMetadata"]!.AsArray();
        Assert.Equal(["Id", "Owner"], children[1]!["joinColumns"]!.AsArray().Select(c => (string)c!["columnName"]!));
        Assert.Equal("Name", (string)children[1]!["joinColumns"]![1]!["joinColumns"]![0]!["columnName"]!);
        Assert.Equal((true, false, true), ((bool)children[1]!["aggregate"]!, (bool)children[1]!["numberType"]!, (bool)children[2]!["numberType"]!));
        var all = (await small.Ann.GetAsync("query?columns=true&q=" + Uri.EscapeDataString("SELECT FIELDS(STANDARD) FROM Account LIMIT 1"))).Is(200).Body!["columnMetadata"]!.AsArray();
        Assert.Superset(new HashSet<string> { "Id", "Name", "Phone", "IsDeleted" }, all.Select(c => (string)c!["columnName"]!).ToHashSet());
        Assert.True((bool)all.Single(c => (string)c!["columnName"]! == "IsDeleted")!["booleanType"]!);
    }

    [Fact]
    public async Task What_a_user_may_see_is_told_by_record()
    {
        var soql = $"SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = '{small.Ann.UserId}' AND RecordId IN ('{small.Ids["Acme"]}', '{small.Ids["Lopez"][..15]}', '{small.Ids["gone"]}')";
        var rows = (await small.Ann.QueryAsync(soql)).Is(200).Records;
        Assert.Equal([(small.Ids["Acme"], true), (small.Ids["Lopez"], true), (small.Ids["gone"], false)], rows.Select(r => ((string)r!["RecordId"]!, (bool)r["HasReadAccess"]!)));
    }

    [Fact]
    public async Task The_tooling_api_refuses_an_object_it_does_not_know() =>
        (await small.Ann.GetAsync("tooling/query?q=" + Uri.EscapeDataString("SELECT Id FROM SandboxProcess"))).Refused("INVALID_TYPE");
}
