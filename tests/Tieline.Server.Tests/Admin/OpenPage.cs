using Bunit;
using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Admin;

/// <summary>A part of a console's page as an administrator of the world's tenant has it open, rendered here against a running world.</summary>
internal sealed class OpenPage<TPart> : BunitContext
    where TPart : IComponent
{
    private OpenPage(TestWorld world)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddFallbackServiceProvider(world.Server.Services);
    }

    public IRenderedComponent<TPart> Part { get; private set; } = null!;

    public static async Task<OpenPage<TPart>> AtAsync(TestWorld world, Actor who, Action<ComponentParameterCollectionBuilder<TPart>>? more = null)
    {
        var page = new OpenPage<TPart>(world);
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        var console = new ConsoleContext(who, false, [tenant], tenant, new UnsavedChanges(), (_, _) => Task.CompletedTask, _ => Task.CompletedTask);
        page.Part = page.Render<TPart>(parameters =>
        {
            parameters.AddCascadingValue(Texts.For("en")).AddCascadingValue(console);
            more?.Invoke(parameters);
        });
        return page;
    }

    public AngleSharp.Dom.IElement See(string testId) => Part.WaitForElement($"[data-testid='{testId}']");

    public void SeeWords(string testId, string words) => Part.WaitForAssertion(() => Assert.Contains(words, Part.Find($"[data-testid='{testId}']").TextContent, StringComparison.Ordinal));

    public void Press(string testId) => Part.Do($"[data-testid='{testId}']", button => button.Click());
}
