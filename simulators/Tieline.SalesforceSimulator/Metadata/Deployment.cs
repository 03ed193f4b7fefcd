using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>What a deployment came to.</summary>
internal sealed record DeployOutcome(string Status, IReadOnlyList<ComponentMessage> Messages, IReadOnlyList<string> TestsNotRun);

/// <summary>
/// Carries a package into the org: deletions before, components in the order in which they need each other, deletions after.
/// What fails is undone alone; with rollbackOnError, and for a mere check, all is undone.
/// </summary>
internal sealed class Deployment(SalesforceOrg org, string userId, DeployOptions options)
{
    internal DeployOutcome Run(IReadOnlyDictionary<string, byte[]> files)
    {
        var mark = org.Mark();
        var messages = new List<ComponentMessage>();
        Carry(files, messages);
        var tests = ApexTests.NotRun(org, options);
        var status = Status(messages, tests);
        var kept = status != "Failed" && !options.CheckOnly;
        if (!kept) org.Undo(mark);
        CustomSchema.Rebuild(org);
        if (kept)
        {
            ExternalClientApps.Rebuild(org);
            LostObjects.Forget(org);
            org.Schema.ChangedAt = org.Clock.Now;
        }

        return new DeployOutcome(status, messages, tests);
    }

    private void Carry(IReadOnlyDictionary<string, byte[]> files, List<ComponentMessage> messages)
    {
        try
        {
            if (!files.TryGetValue("package.xml", out var package)) throw new ComponentProblem("No package.xml found");
            var manifest = PackageManifest.Read(package);
            Delete(files, ["destructiveChangesPre.xml", "destructiveChanges.xml"], messages);
            var (components, failures) = new ComponentReader(files, manifest, options.AllowMissingFiles).Read();
            messages.AddRange(failures);
            var writer = new ComponentWriter(org, userId);
            messages.AddRange(components.Select(writer.Write));
            messages.AddRange(ListViews.Problems(org, components));
            Delete(files, ["destructiveChangesPost.xml"], messages);
            messages.Add(new ComponentMessage("", "package.xml", "package.xml") { Changed = true });
        }
        catch (ComponentProblem problem)
        {
            messages.Add(ComponentMessage.Failed("", "package.xml", "package.xml", problem));
        }
    }

    private void Delete(IReadOnlyDictionary<string, byte[]> files, string[] names, List<ComponentMessage> messages)
    {
        foreach (var name in names.Where(files.ContainsKey))
        {
            try
            {
                var members = PackageManifest.Read(files[name], needsVersion: false).Members;
                foreach (var type in members.Keys.OrderByDescending(t => MetadataTypes.Find(t)!.Order))
                foreach (var member in members[type])
                    messages.Add(ComponentRemoval.Remove(org, type, member, name));
                messages.Add(new ComponentMessage("", name, name) { Changed = true });
            }
            catch (ComponentProblem problem)
            {
                messages.Add(ComponentMessage.Failed("", name, name, problem));
            }
        }
    }

    private string Status(List<ComponentMessage> messages, IReadOnlyList<string> tests)
    {
        if (tests.Count > 0 || messages.Any(m => !m.Success && !m.Counts)) return "Failed";
        if (!options.IgnoreWarnings && org.Switches.WarningsFailDeployments && messages.Any(m => m.Success && m.Problem is not null)) return "Failed";
        if (messages.All(m => m.Success)) return "Succeeded";
        return options.RollbackOnError || !messages.Any(m => m.Success && m.Counts) ? "Failed" : "SucceededPartial";
    }
}
