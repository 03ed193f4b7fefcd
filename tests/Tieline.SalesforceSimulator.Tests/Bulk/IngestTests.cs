using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

/// <summary>What becomes of the rows of a job.</summary>
public sealed class IngestTests(SteppedOrg stepped) : IClassFixture<SteppedOrg>
{
    private OrgClient Ann => stepped.Ann;

    private static readonly object InsertContacts = new { @object = "Contact", operation = "insert" };

    private async Task<JsonNode> RowAsync(string soql) => Assert.Single((await Ann.QueryAsync(soql)).Is(200).Records)!;

    [Fact]
    public async Task Rows_are_saved_under_the_rules_of_the_org_and_each_tells_its_outcome()
    {
        var (id, job) = await stepped.RunAsync(InsertContacts, "LastName,Email,DoNotCall\nBulk,bulk@example.com,yes\n,nobody@example.com,no\n\"Quoted, \"\"Jr\"\"\",x,0\nMaybe,,perhaps\n");
        Assert.Equal(("JobComplete", 4, 3), ((string)job["state"]!, (int)job["numberRecordsProcessed"]!, (int)job["numberRecordsFailed"]!));
        var saved = await RowAsync("SELECT Id, DoNotCall, OwnerId, CreatedById FROM Contact WHERE LastName = 'Bulk'");
        Assert.Equal((true, Ann.UserId, Ann.UserId), ((bool)saved["DoNotCall"]!, (string)saved["OwnerId"]!, (string)saved["CreatedById"]!));
        Assert.Equal($"\"sf__Id\",\"sf__Created\",\"LastName\",\"Email\",\"DoNotCall\"\n\"{saved["Id"]}\",\"true\",\"Bulk\",\"bulk@example.com\",\"yes\"\n", await stepped.ResultAsync(id, "successfulResults/"));
        Assert.Equal(""""
            "sf__Id","sf__Error","LastName","Email","DoNotCall"
            "","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","","nobody@example.com","no"
            "","INVALID_EMAIL_ADDRESS:Email: invalid email address: x:Email --","Quoted, ""Jr""","x","0"
            "","INVALID_TYPE_ON_FIELD_IN_RECORD:Error converting value to correct data type: perhaps:DoNotCall --","Maybe","","perhaps"

            """".ReplaceLineEndings("\n"), await stepped.ResultAsync(id, "failedResults"));
        Assert.Equal("\"LastName\",\"Email\",\"DoNotCall\"\n", await stepped.ResultAsync(id, "unprocessedrecords"));
    }

    [Fact]
    public async Task An_empty_value_leaves_a_field_alone_and_NA_empties_it()
    {
        var id = await Ann.NewIdAsync("Contact", new { LastName = "Emptied", Title = "Boss", Department = "Sales" });
        var (_, job) = await stepped.RunAsync(new { @object = "Contact", operation = "update" }, $"Id,Title,Department\n{id},,#N/A\n,Nobody,\n");
        Assert.Equal(1, (int)job["numberRecordsFailed"]!);
        var row = await Ann.RowAsync("Contact", id);
        Assert.Equal(("Boss", null), ((string?)row["Title"], (string?)row["Department"]));
    }

    [Fact]
    public async Task An_upsert_finds_rows_by_their_key_or_makes_them()
    {
        var id = await Ann.NewIdAsync("Contact", new { LastName = "Known", Email = "known@example.com" });
        var upsert = new { @object = "Contact", operation = "upsert", externalIdFieldName = "Email" };
        var (job, _) = await stepped.RunAsync(upsert, "Email,LastName\nknown@example.com,Changed\nnew@example.com,Fresh\n,Keyless\n");
        Assert.Equal(["true", "false"], (await stepped.ResultAsync(job, "successfulResults")).Split('\n')[1..3].Select(l => l.Split(',')[1].Trim('"')).Order().Reverse());
        Assert.Equal("Changed", (string)(await Ann.RowAsync("Contact", id))["LastName"]!);
        Assert.Contains("MISSING_ARGUMENT:Email not specified:--", await stepped.ResultAsync(job, "failedResults"));
    }

    [Fact]
    public async Task A_parent_is_named_by_its_key_also_where_several_objects_could_be_meant()
    {
        await Ann.NewIdAsync("Contact", new { LastName = "Parent", Email = "parent@example.com" });
        var lead = await Ann.NewIdAsync("Lead", new { LastName = "Parent", Company = "P", Email = "parent@example.com" });
        var (_, contacts) = await stepped.RunAsync(InsertContacts, "LastName,ReportsTo.Email\nChild,parent@example.com\nOrphan,nobody@example.com\n");
        Assert.Equal(1, (int)contacts["numberRecordsFailed"]!);
        Assert.Equal("Parent", (string)(await RowAsync("SELECT ReportsTo.LastName FROM Contact WHERE LastName = 'Child'"))["ReportsTo"]!["LastName"]!);
        await stepped.RunAsync(new { @object = "Task", operation = "insert" }, "Subject,Lead:Who.Email\nBulk call,parent@example.com\n");
        Assert.Equal(lead, (string)(await RowAsync("SELECT WhoId FROM Task WHERE Subject = 'Bulk call'"))["WhoId"]!);
    }

    [Fact]
    public async Task Deleted_rows_lie_in_the_bin_and_hard_deleted_ones_nowhere()
    {
        var soft = await Ann.NewIdAsync("Contact", new { LastName = "Soft" });
        var (_, job) = await stepped.RunAsync(new { @object = "Contact", operation = "delete" }, $"Id\n{soft}\n001Ti0000000001IAA\nnonsense\n");
        Assert.Equal(2, (int)job["numberRecordsFailed"]!);
        Assert.Single((await Ann.GetAsync($"queryAll?q=SELECT+Id+FROM+Contact+WHERE+Id='{soft}'+AND+IsDeleted=true")).Is(200).Records);

        var hard = new { @object = "Contact", operation = "hardDelete" };
        var id = await Ann.NewIdAsync("Contact", new { LastName = "Hard" });
        (await SteppedOrg.CreateAsync(hard, Ann)).Refused("FEATURENOTENABLED");
        var admin = await stepped.Org.AsAsync("admin");
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Hard", Label = "Hard", PermissionsBulkApiHardDelete = true });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = Ann.UserId, PermissionSetId = set });
        await stepped.RunAsync(hard, $"Id\n{id}\n");
        Assert.Empty((await Ann.GetAsync($"queryAll?q=SELECT+Id+FROM+Contact+WHERE+Id='{id}'")).Is(200).Records);
    }

    [Theory]
    [InlineData("COMMA", "LF")]
    [InlineData("BACKQUOTE", "CRLF")]
    [InlineData("CARET", "LF")]
    [InlineData("PIPE", "CRLF")]
    [InlineData("SEMICOLON", "LF")]
    [InlineData("TAB", "CRLF")]
    public async Task Results_are_written_as_the_job_says(string columnDelimiter, string lineEnding)
    {
        var (delimiter, end) = (new Dictionary<string, string> { ["COMMA"] = ",", ["BACKQUOTE"] = "`", ["CARET"] = "^", ["PIPE"] = "|", ["SEMICOLON"] = ";", ["TAB"] = "\t" }[columnDelimiter], lineEnding == "LF" ? "\n" : "\r\n");
        var (id, job) = await stepped.RunAsync(new { @object = "Contact", operation = "insert", columnDelimiter, lineEnding }, $"FirstName{delimiter}LastName{end}A{delimiter}{columnDelimiter}");
        Assert.Equal((columnDelimiter, lineEnding, 0), ((string)job["columnDelimiter"]!, (string)job["lineEnding"]!, (int)job["numberRecordsFailed"]!));
        Assert.EndsWith($"\"A\"{delimiter}\"{columnDelimiter}\"{end}", await stepped.ResultAsync(id, "successfulResults"));
    }

    [Theory]
    [InlineData("LastName\r\nX\r\n", "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF")]
    [InlineData("LastName,Colour\nX,red\n", "InvalidBatch : Field name not found : Colour")]
    [InlineData("LastName,lastname\nX,Y\n", "InvalidBatch : Duplicate field name : LastName")]
    [InlineData("LastName\n\"X\n", "InvalidBatch : Failed to parse CSV: a quoted field has no closing quote")]
    [InlineData("LastName\nX,Y\n", "InvalidBatch : Failed to parse CSV: expected 1 columns but found 2")]
    [InlineData("", "InvalidBatch : The CSV has no header row")]
    public async Task Data_that_cannot_be_read_fails_the_whole_job_and_is_given_back(string csv, string message)
    {
        var (id, job) = await stepped.RunAsync(InsertContacts, csv);
        Assert.Equal(("Failed", message, 0), ((string)job["state"]!, (string)job["errorMessage"]!, (int)job["numberRecordsProcessed"]!));
        Assert.Equal(csv, await stepped.ResultAsync(id, "unprocessedrecords"));
    }
}
