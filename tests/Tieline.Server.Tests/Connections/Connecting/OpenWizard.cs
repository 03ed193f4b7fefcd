using Bunit;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Connections.Connecting;

/// <summary>The page Connection as an administrator has it open, rendered here against a running world: a circuit without a browser.</summary>
internal sealed class OpenWizard : BunitContext
{
    private readonly TestWorld _world;

    private OpenWizard(TestWorld world)
    {
        _world = world;
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("/admin/connect.js").Setup<bool>("put", _ => true).SetResult(true);
        Services.AddFallbackServiceProvider(world.Server.Services);
    }

    public IRenderedComponent<ConnectionPage> Page { get; private set; } = null!;

    public UnsavedChanges Unsaved { get; } = new();

    /// <summary>Opens the page at this step.</summary>
    public static async Task<OpenWizard> AtAsync(TestWorld world, Guid tenantId, WizardStep step, bool isOperator = true)
    {
        var wizard = new OpenWizard(world);
        var tenants = await world.Get<Tenants>().AllAsync(TestWorld.Stop);
        var console = new ConsoleContext(
            new Actor("Eva Holm", "005"), isOperator, tenants, tenants.Single(one => one.Id == tenantId), wizard.Unsaved, (_, _) => Task.CompletedTask, _ => Task.CompletedTask);
        wizard.Page = wizard.Render<ConnectionPage>(parameters => parameters.AddCascadingValue(Texts.For("en")).AddCascadingValue(console));
        wizard.Press($"step-{step}");
        wizard.See($"[data-testid=step][data-step={step}]");
        return wizard;
    }

    public AngleSharp.Dom.IElement See(string selector) => Page.WaitForElement(selector);

    public void SeeNothingOf(string selector) => Page.WaitForAssertion(() => Assert.Empty(Page.FindAll(selector)));

    public void SeeWords(string testId, string words) => Page.WaitForAssertion(() => Assert.Contains(words, Page.Find($"[data-testid={testId}]").TextContent, StringComparison.Ordinal));

    public void Press(string testId) => Page.Do($"[data-testid={testId}]", button => button.Click());

    public void Fill(string testId, string text) => Page.Do($"[data-testid={testId}]", field => field.Change(text));

    public string Value(string testId) => See($"[data-testid={testId}]").GetAttribute("value") ?? "";

    /// <summary>The page looks again, as it does every five seconds.</summary>
    public void LookAgain() => _world.Clock.Advance(TimeSpan.FromSeconds(6));
}
