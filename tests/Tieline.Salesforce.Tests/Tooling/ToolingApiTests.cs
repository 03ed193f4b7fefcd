using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Tooling;

public class ToolingApiTests
{
    [Fact]
    public async Task Rows_of_the_set_up_are_asked_for_under_tooling()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"totalSize":1,"done":true,"records":[{"DeveloperName":"webexHome"}]}"""));

        var rows = await cloud.Client().Tooling.ListAsync<Row>($"SELECT DeveloperName FROM LightningComponentBundle WHERE DeveloperName = {"webexHome"}", Cancellation);

        Assert.Equal("webexHome", rows.Single().DeveloperName);
        Assert.Equal("/services/data/v66.0/tooling/query?q=SELECT%20DeveloperName%20FROM%20LightningComponentBundle%20WHERE%20DeveloperName%20%3D%20%27webexHome%27", cloud.Only.Target);
    }

    [Theory]
    [InlineData(204, "", true)]
    [InlineData(404, """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""", false)]
    public async Task A_row_is_deleted_and_one_that_is_gone_is_no_error(int status, string body, bool wasThere)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, body));

        Assert.Equal(wasThere, await cloud.Client().Tooling.DeleteAsync("PlatformEventChannelMember", "0v8000000000001AAA", Cancellation));

        Assert.Equal(("DELETE", "/services/data/v66.0/tooling/sobjects/PlatformEventChannelMember/0v8000000000001AAA"), (cloud.Only.Method, cloud.Only.Target));
    }

    private sealed record Row(string DeveloperName);
}
