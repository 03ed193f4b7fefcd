using Tieline.Server.CallerMatching;

namespace Tieline.Server.Doctor.Org;

/// <summary>The integration user may create, change and delete tasks, and read every object in which callers are looked for.</summary>
internal sealed class ObjectRightsCheck : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Tasks", "Unread"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        var objects = (await salesforce.Describe.GlobalAsync(cancellationToken)).ToDictionary(one => one.Name);
        var task = objects.GetValueOrDefault("Task");
        var unread = SearchObject.Everything.Select(one => one.Name).Where(name => objects.GetValueOrDefault(name)?.Queryable != true).ToList();
        var found = task is not { Createable: true, Updateable: true, Deletable: true } ? Finding.Broken("Tasks")
            : unread.Count > 0 ? Finding.Warning("Unread", string.Join(", ", unread))
            : Finding.Well(string.Join(", ", SearchObject.Everything.Select(one => one.Name)));
        return found.With(
            $"Task: create {Word(task?.Createable)}, change {Word(task?.Updateable)}, delete {Word(task?.Deletable)}",
            $"read: {string.Join(", ", SearchObject.Everything.Select(one => one.Name).Except(unread))}");
    }

    private static string Word(bool? may) => may == true ? "yes" : "no";
}
