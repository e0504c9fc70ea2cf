import { dictionary } from '#platform'

export const releaseWords = dictionary({
  en: {
    'not-found': 'Version {$version} of “{$service}” was never published. Publish it first.',
    'needs-another':
      'A share needs another version for everybody else. Release this one to everybody, or publish a newer one to a share.',
    'only-one':
      'This is the only version that is given out, so taking it back would leave nothing. To close the service, publish a version with status: withdrawn.',
  },
  fr: {
    'not-found': 'La version {$version} de « {$service} » n’a jamais été publiée. Publiez-la d’abord.',
    'needs-another':
      'Une part suppose une autre version pour tous les autres. Ouvrez celle-ci à tous, ou publiez-en une plus récente pour une part.',
    'only-one':
      'C’est la seule version donnée : la retirer ne laisserait rien. Pour fermer le service, publiez une version avec status: withdrawn.',
  },
  ar: {
    'not-found': 'لم تُنشر النسخة {$version} من «{$service}» قط. انشرها أولًا.',
    'needs-another': 'الحصة تفترض نسخة أخرى لبقية الناس. أتح هذه النسخة للجميع، أو انشر نسخة أحدث لحصة منهم.',
    'only-one': 'هذه هي النسخة الوحيدة المتاحة، وسحبها لا يُبقي شيئًا. لإغلاق الخدمة انشر نسخة فيها status: withdrawn.',
  },
})
