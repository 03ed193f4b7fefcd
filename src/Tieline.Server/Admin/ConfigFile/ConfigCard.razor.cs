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

    // To be asked about first: the file takes his own role Admin from whoever applies it.
    private bool _takesOwnAdmin;
    private InputFile? _field;
    private int _round;
    private bool _isRead;
    private string? _problem;
    private string? _told;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    /// <summary>Something was changed: the trail has new entries.</summary>
    [Parameter] public EventCallback OnApplied { get; set; }

    [Inject] private ConfigFiles Files { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    private Task ExportAsync() => TryAsync(async () =>
    {
        var text = await Files.ExportAsync(Console.Tenant!, CancellationToken.None);
        await Script.SaveTextAsync("settings.yaml", "application/yaml", Encoding.UTF8.GetBytes(text));
    });

    // Whoever works by keyboard stays at the field, though it is a new one.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isRead && _field?.Element is { } field)
        {
            _isRead = false;
            await field.FocusAsync();
        }
    }

    private async Task PlanAsync(InputFileChangeEventArgs chosen)
    {
        await TryAsync(() => ReadAsync(chosen.File));
        (_round, _isRead) = (_round + 1, true);
    }

    private async Task ReadAsync(IBrowserFile file)
    {
        (_outcome, _told, _name, _takesOwnAdmin) = (null, null, file.Name, false);
        if (file.Size > ConfigEndpoints.Largest)
        {
            _problem = Say["ConfigTooLarge", _name];
            return;
        }

        using var reader = new StreamReader(file.OpenReadStream(ConfigEndpoints.Largest), new UTF8Encoding(false, throwOnInvalidBytes: true));
        _text = await reader.ReadToEndAsync();
        _outcome = await Files.PlanAsync(Console.Tenant!.Id, _text, CancellationToken.None);
    }

    private Task AskAndApplyAsync()
    {
        _takesOwnAdmin = _outcome!.Plan!.TakesAdminFrom(Console.Who.Id);
        return _takesOwnAdmin ? Task.CompletedTask : ApplyAsync();
    }

    // What was looked at, and nothing else: when the settings were changed since, the new plan is shown.
    private Task ApplyAsync() => TryAsync(async () =>
    {
        _takesOwnAdmin = false;
        var outcome = await Files.ApplyAsync(Console.Tenant!.Id, _text, _outcome!.Plan!.Fingerprint, Console.Who, CancellationToken.None);
        var isDone = outcome is { Plan: not null, HasMoved: false };
        _told = isDone ? Say["ConfigApplied", outcome.Written] : null;
        _problem = outcome.HasMoved ? Say["ConfigMoved"] : null;
        _outcome = isDone ? null : outcome;
        StateHasChanged(); // That it is done shows before the trail is read.
        await (isDone ? OnApplied.InvokeAsync() : Task.CompletedTask);
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
