using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Tieline.Server.Lightning;

namespace Tieline.Server.Tests.Lightning;

public sealed class PanelFrameTests : BunitContext
{
    [Fact]
    public void An_error_in_a_panel_says_so_and_trying_again_brings_it_back()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("/panels/bridge.js").Mode = JSRuntimeMode.Loose;
        Services.AddScoped<PanelHost>();
        var panel = Render<PanelFrame>(parameters => parameters.Add(frame => frame.Language, "da").AddChildContent<Fragile>());
        panel.Find("#fragile").Click();
        Assert.Equal("Noget gik galt", panel.Find("[data-testid=broken] h2").TextContent);
        Assert.Empty(panel.FindAll("#fragile"));
        panel.Find("[data-testid=try-again]").Click();
        Assert.NotNull(panel.Find("#fragile"));
        Assert.Empty(panel.FindAll("[data-testid=broken]"));
    }

    private sealed class Fragile : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "id", "fragile");
            builder.AddAttribute(2, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => throw new InvalidOperationException("The database is gone.")));
            builder.CloseElement();
        }
    }
}
