import { Document } from 'yaml';
import { schemaVersion, studyHash } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { pilotFolders } from '../sweep/shard/takeOver.ts';
import { type ClusterJob, jobName } from './job.ts';

/** Where a Kubernetes job finds what it needs. */
export interface KubernetesPlaces {
  /** Image whose path has the command `yuma-lab`. */
  readonly image: string;
  /** Claim of a volume that all pods can write to (ReadWriteMany). */
  readonly claim: string;
  readonly namespace?: string;
}

/** Where the plan and the volume are in a container. */
const planFolder = '/study';
const volumeFolder = '/results';
/** A ConfigMap holds up to a MiB. */
const mostPlanBytes = 1_000_000;
/** Times that one index is run again after a crash. */
const retries = 6;

/** The plan of the study, as an object of the cluster: a pod that starts again finds the same bytes. Throws `UserError` for one too large. */
export function planMap(job: ClusterJob, { namespace }: KubernetesPlaces) {
  const { study } = job;
  const text = `${JSON.stringify({ schema: schemaVersion, hash: studyHash(study), plan: study }, null, 2)}\n`;
  const bytes = Buffer.byteLength(text);
  if (bytes > mostPlanBytes)
    throw new UserError(
      `the plan of ${study.name} has ${bytes.toLocaleString('en')} bytes; a ConfigMap holds ${mostPlanBytes.toLocaleString('en')}: ask with fewer cells, or run shards by hand from a copy of study.json on the volume`,
    );
  return {
    apiVersion: 'v1' as const,
    kind: 'ConfigMap' as const,
    metadata: metadataOf(job, namespace),
    immutable: true,
    data: { 'study.json': text },
  };
}

/**
 * The indexed job, one shard an index. By our exit codes: 1 (a trial failed, its row is kept) and 2 (wrong input) are not run again, 70 and
 * 137 are, up to six times an index; an eviction or preemption counts as none.
 */
export function indexedJob(job: ClusterJob, places: KubernetesPlaces) {
  const { tasks, atOnce } = job;
  return {
    apiVersion: 'batch/v1' as const,
    kind: 'Job' as const,
    metadata: metadataOf(job, places.namespace),
    spec: {
      completionMode: 'Indexed' as const,
      completions: tasks,
      parallelism: atOnce,
      backoffLimitPerIndex: retries,
      podFailurePolicy: {
        rules: [
          { action: 'Ignore' as const, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          {
            action: 'FailIndex' as const,
            onExitCodes: { containerName: 'lab', operator: 'In' as const, values: [1, 2] },
          },
          {
            action: 'Count' as const,
            onExitCodes: { containerName: 'lab', operator: 'In' as const, values: [70, 137] },
          },
        ],
      },
      template: { spec: podOf(job, places) },
    },
  };
}

const metadataOf = ({ study }: ClusterJob, namespace?: string) => ({
  name: jobName(study),
  labels: { 'app.kubernetes.io/name': 'yuma-lab', 'app.kubernetes.io/instance': jobName(study) },
  ...(namespace !== undefined && { namespace }),
});

function podOf(job: ClusterJob, { image, claim }: KubernetesPlaces) {
  const amount = { cpu: String(job.cpus), memory: `${job.memory}Mi` };
  return {
    restartPolicy: 'Never' as const,
    // What is done is on the disk at once: this is for the last rows.
    terminationGracePeriodSeconds: 30,
    // The program is no root in its image (`Dockerfile`), and writes to the volume as this group.
    securityContext: { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' as const },
    containers: [
      {
        name: 'lab',
        image,
        command: ['sh', '-c', commandOf(job)],
        resources: { requests: amount, limits: amount },
        volumeMounts: [
          { name: 'plan', mountPath: planFolder, readOnly: true },
          { name: 'results', mountPath: volumeFolder },
        ],
      },
    ],
    volumes: [
      { name: 'plan', configMap: { name: jobName(job.study) } },
      { name: 'results', persistentVolumeClaim: { claimName: claim } },
    ],
  };
}

/** What the shell of a container runs. A lock found is of a pod that is gone: an index has one pod at a time. */
function commandOf({ study, tasks, cpus, limit }: ClusterJob): string {
  const locks = ['lock', ...pilotFolders.map((name) => `${name}/lock`)].map((name) => `"$folder/${name}"`);
  const longest = limit === undefined ? '' : ` --limit ${limit}`;
  return [
    'number=$((JOB_COMPLETION_INDEX + 1))',
    `folder=${shardsOf(study)}/$number-of-${tasks}`,
    `rm -f ${locks.join(' ')}`,
    `exec yuma-lab sweep ${planFolder}/study.json --shard "$number/${tasks}" --dir "$folder" --workers ${cpus}${longest}`,
  ].join('\n');
}

const shardsOf = (study: ClusterJob['study']): string => `${volumeFolder}/${jobName(study)}/shards`;

/** Without anchors: they are unusual in manifests. */
const plainly = { aliasDuplicateObjects: false };

/** The manifest: the plan and the job, with what to type as remarks. */
export function manifest(job: ClusterJob, places: KubernetesPlaces): string {
  const plan = new Document(planMap(job, places), plainly);
  plan.commentBefore = remarks(job, places).join('\n');
  const work = new Document(indexedJob(job, places), plainly);
  return `${plan.toString({ lineWidth: 0 })}---\n${work.toString({ lineWidth: 0 })}`;
}

function remarks(
  { study, trials, tasks }: ClusterJob,
  { image, claim, namespace }: KubernetesPlaces,
): string[] {
  const name = jobName(study);
  const space = namespace === undefined ? '' : ` -n ${namespace}`;
  const files = ('with' in study ? (study.with ?? []) : []).map(({ file }) => file);
  return [
    ` Study ${study.name} (${studyHash(study).slice(0, 8)}): ${trials} trials in ${tasks} pods of about ${Math.ceil(trials / tasks)}.`,
    ` Needs Kubernetes 1.33 (backoffLimitPerIndex), and the claim ${claim} of a volume that all pods write to.`,
    ...(files.length === 0
      ? []
      : [
          ` The plan names files of your own: ${image} must have them below its working directory as ${files.join(', ')}.`,
        ]),
    '',
    `   kubectl${space} apply -f <this file>`,
    `   kubectl${space} get job/${name} --watch   # until it is Complete, or Failed because an index has`,
    '',
    ` Then, where the volume is mounted: yuma-lab merge ${shardsOf(study)}/* --dir ${volumeFolder}/${name}`,
    ' It says what is missing and how to run it. Applied again after kubectl delete job, this file runs only what is missing.',
    ' Exit codes: 1 a trial failed (its row is kept) and 2 wrong input are not run again, 70 and 137 are; a disruption counts as none.',
  ];
}
