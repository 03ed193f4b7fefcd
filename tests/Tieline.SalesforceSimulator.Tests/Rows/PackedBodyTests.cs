using System.IO.Compression;
using System.Text;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>Bodies that come compressed.</summary>
public sealed class PackedBodyTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData(1_000, 201)]
    [InlineData(20_000_000, 201)]
    [InlineData(60_000_000, 413)]
    public async Task A_packed_body_may_hold_no_more_than_a_plain_one(int blanks, int status)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"Name":"Packed"}""" + new string(' ', blanks)), TestContext.Current.CancellationToken);
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        (await ann.SendContentAsync("POST", "sobjects/Account", content)).Is(status);
        Assert.Equal(status == 201 ? 1 : 0, (await ann.QueryAsync("SELECT Id FROM Account")).Records.Count);
    }
}
