using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Tieline.Salesforce;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConfigFile;

public sealed partial class ConfigCard
{
    private string _name = "";
    private string _text = "";
    private ConfigOutcome? _outcome;
    private string? _problem;
    private string? _told;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private ConfigFiles Files { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    private Task ExportAsync() => TryAsync(async () =>
    {
        var text = await Files.ExportAsync(Console.Tenant!, CancellationToken.None);
        await Script.SaveTextAsync("settings.yaml", "application/yaml", Encoding.UTF8.GetBytes(text));
    });

    private Task PlanAsync(InputFileChangeEventArgs chosen) => TryAsync(async () =>
    {
        (_outcome, _told, _name) = (null, null, chosen.File.Name);
        using var reader = new StreamReader(chosen.File.OpenReadStream(ConfigEndpoints.Largest), new UTF8Encoding(false, throwOnInvalidBytes: true));
        _text = await reader.ReadToEndAsync();
        _outcome = await Files.PlanAsync(Console.Tenant!.Id, _text, CancellationToken.None);
    });

    // What was looked at, and nothing else: when the settings were changed since, the new plan is shown.
    private Task ApplyAsync() => TryAsync(async () =>
    {
        var outcome = await Files.ApplyAsync(Console.Tenant!.Id, _text, _outcome!.Plan!.Fingerprint, Console.Who, CancellationToken.None);
        var isDone = outcome is { Plan: not null, HasMoved: false };
        _told = isDone ? Say["ConfigApplied", outcome.Written] : null;
        _problem = outcome.HasMoved ? Say["ConfigMoved"] : null;
        _outcome = isDone ? null : outcome;
    });

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            _problem = null;
            await work();
        }
        catch (DecoderFallbackException)
        {
            _problem = Say["ConfigNotText", _name];
        }
        catch (SalesforceException error)
        {
            _problem = Say["ConfigNoNames", error.Message];
        }
        catch (Exception error)
        {
            _problem = Say["LeavingFailed", error.Message];
        }
    }

    private string ValueOf(string? value) => value is null ? Say["ConfigNotSet"] : value.Length == 0 ? Say["ConfigEmpty"] : value;
}
