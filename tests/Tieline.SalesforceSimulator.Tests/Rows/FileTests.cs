using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>Files and attachments: content goes in as base64 or as a part, and comes back as it was.</summary>
public sealed class FileTests : IAsyncLifetime
{
    private static readonly byte[] Content = [0, 1, 2, 255, 254, 13, 10, 0];
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private static MultipartFormDataContent Parts(string json, string? field, string name = "entity_content")
    {
        var parts = new MultipartFormDataContent { { new StringContent(json, Encoding.UTF8, "application/json"), name } };
        if (field is not null) parts.Add(new ByteArrayContent(Content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, field, "call.wav");
        return parts;
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", ann.Token);
        request.Headers.Accept.ParseAdd("application/octet-stream");
        using var response = await org.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_file_sent_in_parts_is_read_back_byte_for_byte_and_linked_to_its_record()
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var id = (await ann.SendContentAsync("POST", "sobjects/ContentVersion", Parts($$"""{"PathOnClient":"call.wav","FirstPublishLocationId":"{{account}}"}""", "VersionData"))).Is(201).Id;
        var version = await ann.RowAsync("ContentVersion", id);
        Assert.Equal(("call", "WAV", 8, true, "1"), ((string)version["Title"]!, (string)version["FileType"]!, (int)version["ContentSize"]!, (bool)version["IsLatest"]!, (string)version["VersionNumber"]!));
        Assert.Equal($"/services/data/v66.0/sobjects/ContentVersion/{id}/VersionData", (string)version["VersionData"]!);
        Assert.Equal(Content, await BytesAsync((string)version["VersionData"]!));
        var queried = (await ann.QueryAsync($"SELECT VersionData, ContentDocument.Title FROM ContentVersion WHERE Id = '{id}'")).Is(200).Records[0]!;
        Assert.Equal(((string)version["VersionData"]!, "call"), ((string)queried["VersionData"]!, (string)queried["ContentDocument"]!["Title"]!));
        var links = (await ann.QueryAsync($"SELECT ContentDocumentId, LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId = '{version["ContentDocumentId"]}'")).Is(200).Records;
        Assert.Equal([account, ann.UserId], links.Select(l => (string)l!["LinkedEntityId"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_second_version_takes_the_place_of_the_first_and_a_deleted_document_takes_both_along()
    {
        var first = await ann.NewIdAsync("ContentVersion", new { PathOnClient = "notes.txt", VersionData = Convert.ToBase64String("one"u8) });
        var document = (string)(await ann.RowAsync("ContentVersion", first))["ContentDocumentId"]!;
        var second = await ann.NewIdAsync("ContentVersion", new { PathOnClient = "notes2.txt", Title = "Notes", ContentDocumentId = document, VersionData = Convert.ToBase64String("two two"u8) });
        Assert.False((bool)(await ann.RowAsync("ContentVersion", first))["IsLatest"]!);
        var row = await ann.RowAsync("ContentDocument", document);
        Assert.Equal((second, "Notes", 7), ((string)row["LatestPublishedVersionId"]!, (string)row["Title"]!, (int)row["ContentSize"]!));
        (await ann.DeleteAsync("ContentDocument", document)).Is(204);
        (await ann.GetAsync("sobjects/ContentVersion/" + second)).Refused("ENTITY_IS_DELETED", 404);
        (await ann.CreateAsync("ContentDocument", new { Title = "x" })).Refused("INVALID_TYPE_FOR_OPERATION");
    }

    [Fact]
    public async Task An_attachment_is_changed_in_parts_and_goes_with_its_parent()
    {
        var account = await ann.NewIdAsync("Account", new { Name = "Acme" });
        var id = await ann.NewIdAsync("Attachment", new { Name = "a.txt", ParentId = account, Body = Convert.ToBase64String("hello"u8) });
        Assert.Equal("hello", Encoding.UTF8.GetString(await BytesAsync($"/services/data/v66.0/sobjects/Attachment/{id}/Body")));
        (await ann.SendContentAsync("PATCH", "sobjects/Attachment/" + id, Parts("""{"Name":"b.bin"}""", "Body", "entity_document"))).Is(204);
        Assert.Equal(8, (int)(await ann.RowAsync("Attachment", id))["BodyLength"]!);
        Assert.Single((await ann.GetAsync($"sobjects/Account/{account}/Attachments")).Is(200).Records);
        (await ann.DeleteAsync("Account", account)).Is(204);
        (await ann.GetAsync($"sobjects/Attachment/{id}/Body")).Refused("ENTITY_IS_DELETED", 404);
    }

    [Fact]
    public async Task A_collection_names_the_part_of_each_record()
    {
        var body = Parts("""{"records":[{"attributes":{"type":"ContentVersion","binaryPartName":"one","binaryPartNameAlias":"VersionData"},"PathOnClient":"one.bin"}]}""", "one", "collection");
        var outcome = Assert.Single((await ann.SendContentAsync("POST", "composite/sobjects", body)).Is(200).Body!.AsArray())!;
        Assert.Equal(8, (int)(await ann.RowAsync("ContentVersion", (string)outcome["id"]!))["ContentSize"]!);
    }

    [Theory]
    [InlineData("""{"VersionData":"aGk="}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"PathOnClient":"a.txt"}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"PathOnClient":"a.txt","VersionData":"not base64!"}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"PathOnClient":"a.txt","VersionData":"aGk=","ContentSize":2}""", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    public async Task A_file_that_cannot_be_is_refused(string body, string code) => (await ann.CreateAsync("ContentVersion", JsonNode.Parse(body)!)).Refused(code);

    [Fact]
    public async Task Content_is_neither_read_in_a_composite_nor_asked_for_in_a_condition()
    {
        var id = await ann.NewIdAsync("ContentVersion", new { PathOnClient = "a.txt", VersionData = "aGk=" });
        var batch = (await ann.SendAsync("POST", "composite/batch", JsonNode.Parse($$"""{"batchRequests":[{"method":"GET","url":"v66.0/sobjects/ContentVersion/{{id}}/VersionData"}]}"""))).Is(200).Body!;
        Assert.Equal(400, (int)batch["results"]![0]!["statusCode"]!);
        (await ann.QueryAsync("SELECT Id FROM ContentVersion WHERE VersionData = 'aGk='")).Is(400);
        (await ann.SendContentAsync("POST", "sobjects/ContentVersion", Parts("{}", field: null, "VersionData"))).Refused("INVALID_MULTIPART_REQUEST");
    }
}
