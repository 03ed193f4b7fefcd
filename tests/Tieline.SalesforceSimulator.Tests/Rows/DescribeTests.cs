using Tieline.SalesforceSimulator.Tests.Search;

namespace Tieline.SalesforceSimulator.Tests.Rows;

public sealed class DescribeTests(SeededOrg seeded) : IClassFixture<SeededOrg>
{
    private const string FieldAttributes = "aggregatable aiPredictionField autoNumber byteLength calculated calculatedFormula cascadeDelete caseSensitive compoundFieldName controllerName createable custom defaultValue "
        + "defaultValueFormula defaultedOnCreate dependentPicklist deprecatedAndHidden digits displayLocationInDecimal encrypted externalId extraTypeInfo filterable filteredLookupInfo formulaTreatNullNumberAsZero groupable "
        + "highScaleNumber htmlFormatted idLookup inlineHelpText label length mask maskType name nameField namePointing nillable permissionable picklistValues polymorphicForeignKey precision queryByDistance referenceTargetField "
        + "referenceTo relationshipName relationshipOrder restrictedDelete restrictedPicklist scale searchPrefilterable soapType sortable type unique updateable writeRequiresMasterRead";

    private const string GlobalAttributes = "activateable associateEntityType associateParentEntity createable custom customSetting deepCloneable deletable deprecatedAndHidden feedEnabled hasSubtypes isInterface isSubtype keyPrefix label "
        + "labelPlural layoutable mergeable mruEnabled name queryable replicateable retrieveable searchable triggerable undeletable updateable urls";

    private const string FullAttributes = "actionOverrides childRelationships compactLayoutable defaultImplementation extendedBy extendsInterfaces fields implementedBy implementsInterfaces listviewable lookupLayoutable namedLayoutInfos "
        + "networkScopeFieldName recordTypeInfos searchLayoutable sobjectDescribeOption supportedScopes";

    [Fact]
    public async Task The_org_lists_its_objects_with_every_attribute()
    {
        var admin = await seeded.Org.AsAsync("admin"); // Permission sets are there for who sees set-up.
        var global = (await admin.GetAsync("sobjects")).Is(200).Body!;
        Assert.Equal(("UTF-8", 200), ((string)global["encoding"]!, (int)global["maxBatchSize"]!));
        var objects = global["sobjects"]!.AsArray();
        Assert.All(objects, o => Assert.Equal(GlobalAttributes.Split(' '), o!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal)));
        var names = objects.Select(o => (string)o!["name"]!).ToHashSet();
        Assert.Empty("Account Contact Lead Opportunity Case Task Event Campaign CampaignMember User Profile PermissionSet PermissionSetAssignment Group Organization RecordType TaskStatus TaskPriority UserRecordAccess".Split(' ').Except(names));
        Assert.DoesNotContain("Name", names);
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Contact")]
    [InlineData("Opportunity")]
    public async Task An_object_and_its_fields_tell_every_attribute(string name)
    {
        var describe = (await seeded.Ann.GetAsync($"sobjects/{name}/describe")).Is(200).Body!;
        Assert.Equal(GlobalAttributes.Split(' ').Concat(FullAttributes.Split(' ')).Order(StringComparer.Ordinal), describe.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.All(describe["fields"]!.AsArray(), f => Assert.Equal(FieldAttributes.Split(' ').Order(StringComparer.Ordinal), f!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_tasks_fields_say_what_may_be_done_with_them()
    {
        var fields = (await seeded.Ann.GetAsync("sobjects/Task/describe")).Is(200).Body!["fields"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => f!);
        var subtype = fields["TaskSubtype"];
        Assert.Equal((true, false, true), ((bool)subtype["createable"]!, (bool)subtype["updateable"]!, (bool)subtype["restrictedPicklist"]!));
        Assert.Equal(["Internal", "Inbound", "Outbound"], fields["CallType"]["picklistValues"]!.AsArray().Select(v => (string)v!["value"]!));
        Assert.Equal(["Contact", "Lead"], fields["WhoId"]["referenceTo"]!.AsArray().Select(r => (string)r!));
        Assert.Equal(("reference", "tns:ID", 18, "Who", true), ((string)fields["WhoId"]["type"]!, (string)fields["WhoId"]["soapType"]!, (int)fields["WhoId"]["length"]!, (string)fields["WhoId"]["relationshipName"]!, (bool)fields["WhoId"]["polymorphicForeignKey"]!));
        Assert.Equal((255, true), ((int)fields["CallObject"]["length"]!, (bool)fields["CallObject"]["filterable"]!));
        Assert.False((bool)fields["Description"]["filterable"]!);
        Assert.True((bool)fields["Status"]["picklistValues"]!.AsArray().Single(v => (string)v!["value"]! == "Not Started")!["defaultValue"]!);
        var children = (await seeded.Ann.GetAsync("sobjects/Account/describe")).Body!["childRelationships"]!.AsArray();
        Assert.Contains(children, c => (string)c!["childSObject"]! == "Task" && (string)c["field"]! == "WhatId" && (string?)c["relationshipName"] == "Tasks");
    }

    [Fact]
    public async Task A_client_that_reads_gzip_gets_gzip()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/services/data/v66.0/sobjects/Task/describe");
        request.Headers.Authorization = new("Bearer", seeded.Ann.Token);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await seeded.Org.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal("application/json;charset=UTF-8", response.Content.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public async Task A_describe_that_did_not_change_is_not_sent_again()
    {
        var read = (await seeded.Ann.GetAsync("sobjects/Task/describe")).Is(200);
        var stamp = read.ContentHeaders.LastModified!.Value.ToString("R");
        Assert.Equal("", (await seeded.Ann.GetAsync("sobjects/Task/describe", ("If-Modified-Since", stamp))).Is(304).Text);
    }
}
