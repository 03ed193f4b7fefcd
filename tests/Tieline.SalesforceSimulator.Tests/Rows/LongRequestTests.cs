namespace Tieline.SalesforceSimulator.Tests.Rows;

public sealed class LongRequestTests : IAsyncLifetime
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
    [InlineData(10_000, 0, 200)]
    [InlineData(15_900, 0, 200)]
    [InlineData(16_400, 0, 414)]
    [InlineData(40_000, 0, 414)]
    [InlineData(10_000, 7_000, 431)]
    public async Task An_address_holds_16384_bytes_and_so_do_address_and_headers_together(int address, int header, int status)
    {
        const string start = "/services/data/v66.0/query?q=SELECT+Id+FROM+Account+WHERE+Name='";
        var path = start + new string('x', address - start.Length - 1) + "'";
        (await ann.GetAsync(path, header == 0 ? [] : [("X-Filling", new string('y', header))])).Is(status);
        var usage = (await org.GetJsonAsync("/control/usage"))["requests"]!.AsArray();
        Assert.Equal(status, (int)usage[^1]!["status"]!);
    }
}
